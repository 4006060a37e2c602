import { plant } from "../../planted/hook.ts";
import { mutants } from "./mutants.ts";

/** Loaded before the simulation (`--import`): plants the bug named in `MUTANT`. */
const name = process.env["MUTANT"];
const mutant = mutants.find((one) => one.name === name);
if (mutant === undefined) throw new Error(`no mutant ${JSON.stringify(name)}`);
plant(mutant.name, [mutant, ...(mutant.also ? [mutant.also] : [])]);
