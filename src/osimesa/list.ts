/**
 * Reads an answer whose `data` is a long list, member by member as it arrives: a price list of 20,000 services is
 * 17 MB of JSON, and parsed whole it would stop every chat for half a second and cost 200 MB. Nothing is checked
 * here but where members begin and end; each is JSON (or not) for the caller to read.
 */
export interface ListReader {
  /** Takes the next bytes; throws `ListError` beyond the bounds below. */
  push(chunk: Uint8Array): void;
  /** Everything around the members: the envelope with an empty list. Call it once, at the end. */
  envelope(): string;
}

export class ListError extends Error {}

/** An envelope is a few words; what is longer is no answer of ours. */
const maxEnvelopeBytes = 1_000_000;
const maxMemberBytes = 1_000_000;
const maxMembers = 500_000;
/** Enough for `"data":` however it is indented. */
const tailBytes = 64;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** `onMember` gets the bytes of one member's JSON; they are good until it returns. */
export function createListReader(onMember: (json: Buffer) => void): ListReader {
  const around: Buffer[] = [];
  let aroundBytes = 0;
  /** The last letters of `around`. */
  let tail = "";
  let member: Buffer[] = [];
  let memberBytes = 0;
  let members = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Whether we are between the brackets of `data`, whose members stand at depth 2. */
  let inList = false;

  const keep = (bytes: Buffer) => {
    if (bytes.length === 0) return;
    if (inList) {
      memberBytes += bytes.length;
      if (memberBytes > maxMemberBytes)
        throw new ListError(`a member above ${maxMemberBytes} bytes`);
      member.push(Buffer.from(bytes));
    } else {
      aroundBytes += bytes.length;
      if (aroundBytes > maxEnvelopeBytes)
        throw new ListError(`more than ${maxEnvelopeBytes} bytes around it`);
      around.push(Buffer.from(bytes));
      tail = (tail + bytes.subarray(-tailBytes).toString("latin1")).slice(-tailBytes);
    }
  };
  /** `rest`: the member's last bytes; most members lie in one piece of the answer and are never copied. */
  const endMember = (rest: Buffer) => {
    const json = trimmed(member.length === 0 ? rest : Buffer.concat([...member, rest]));
    member = [];
    memberBytes = 0;
    if (json.length === 0) return;
    members += 1;
    if (members > maxMembers) throw new ListError(`more than ${maxMembers} members`);
    onMember(json);
  };
  /** The bracket just met opens `data`. */
  const opensData = () => depth === 1 && /[{,]\s*"data"\s*:\s*$/.test(tail);

  return {
    push(bytes) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at];
        if (inString) {
          if (escaped) escaped = false;
          else if (byte === backslash) escaped = true;
          else if (byte === quote) inString = false;
        } else if (byte === quote) {
          inString = true;
        } else if (byte === openBrace || byte === openBracket) {
          if (byte === openBracket && !inList) {
            keep(chunk.subarray(from, at));
            from = at;
            if (opensData()) {
              keep(chunk.subarray(at, at + 1));
              from = at + 1;
              inList = true;
            }
          }
          depth += 1;
        } else if (byte === closeBrace || byte === closeBracket) {
          depth -= 1;
          if (inList && depth === 1) {
            endMember(chunk.subarray(from, at));
            from = at;
            inList = false;
          }
        } else if (byte === comma && inList && depth === 2) {
          endMember(chunk.subarray(from, at));
          from = at + 1;
        }
      }
      keep(chunk.subarray(from));
    },
    envelope: () => Buffer.concat([...around, ...member]).toString("utf8"),
  };
}

/** Without the white space of JSON at its ends. */
function trimmed(json: Buffer): Buffer {
  let from = 0;
  let to = json.length;
  while (from < to && isSpace(json[from])) from += 1;
  while (to > from && isSpace(json[to - 1])) to -= 1;
  return json.subarray(from, to);
}

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
