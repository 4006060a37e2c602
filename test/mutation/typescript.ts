import { parseSync, Visitor, type Span } from "oxc-parser";
import { otherAmounts, type Change, type Kind } from "./change.ts";

const otherOperators: Readonly<Record<string, { kind: Kind; others: readonly string[] }>> = {
  "<": { kind: "comparison", others: ["<=", ">="] },
  "<=": { kind: "comparison", others: ["<", ">"] },
  ">": { kind: "comparison", others: [">=", "<="] },
  ">=": { kind: "comparison", others: [">", "<"] },
  "===": { kind: "comparison", others: ["!=="] },
  "!==": { kind: "comparison", others: ["==="] },
  "&&": { kind: "operator", others: ["||"] },
  "||": { kind: "operator", others: ["&&"] },
  "+": { kind: "operator", others: ["-"] },
  "-": { kind: "operator", others: ["+"] },
  "*": { kind: "operator", others: ["/"] },
  "/": { kind: "operator", others: ["*"] },
  "+=": { kind: "operator", others: ["-="] },
  "-=": { kind: "operator", others: ["+="] },
};
const otherFunctions: Readonly<Record<string, string>> = {
  "Math.min": "Math.max",
  "Math.max": "Math.min",
};

/** What is written for people who keep the bot, not promised to anybody: a change there is no bug. */
const isTalk = /^(?:\w+\.)*(?:log|logger|console)\.\w+$/;

/** Every change that could be planted in a TypeScript file. Types, imports, log lines and errors' texts are left alone. */
export function changesInTypeScript(file: string, source: string): Change[] {
  const changes: Change[] = [];
  const untouched: Span[] = [];
  const add = (kind: Kind, place: Span, replacement: string) =>
    changes.push({ file, kind, start: place.start, end: place.end, replacement });
  const leave = (place: Span) => void untouched.push(place);
  const text = (place: Span) => source.slice(place.start, place.end);

  const swapOperator = (operator: string, left: Span, right: Span) => {
    const known = otherOperators[operator];
    const start = source.indexOf(operator, left.end);
    if (known === undefined || start + operator.length > right.start) return;
    for (const other of known.others)
      add(known.kind, { start, end: start + operator.length }, other);
  };
  const decide = (test: Span) => {
    add("branch", test, "false");
    add("branch", test, "true");
  };

  new Visitor({
    TSTypeAnnotation: leave,
    TSTypeAliasDeclaration: leave,
    TSInterfaceDeclaration: leave,
    TSTypeParameterInstantiation: leave,
    TSTypeParameterDeclaration: leave,
    TSAsExpression: ({ typeAnnotation }) => leave(typeAnnotation),
    TSSatisfiesExpression: ({ typeAnnotation }) => leave(typeAnnotation),
    ImportDeclaration: leave,
    ThrowStatement: leave,
    NewExpression(node) {
      if (text(node.callee).endsWith("Error")) leave(node);
    },
    // A loop that counts the other way is only waited for in vain.
    ForStatement({ update }) {
      if (update !== null) leave(update);
    },
    BinaryExpression: ({ operator, left, right }) => swapOperator(operator, left, right),
    LogicalExpression: ({ operator, left, right }) => swapOperator(operator, left, right),
    AssignmentExpression: ({ operator, left, right }) => swapOperator(operator, left, right),
    IfStatement: ({ test }) => decide(test),
    ConditionalExpression: ({ test }) => decide(test),
    UnaryExpression(node) {
      if (node.operator === "!") add("boolean", node, text(node.argument));
    },
    Literal(node) {
      if (typeof node.value === "boolean") add("boolean", node, String(!node.value));
      if (typeof node.value !== "number") return;
      for (const other of otherAmounts(node.value)) add("constant", node, String(other));
    },
    AwaitExpression(node) {
      const kept = text(node.argument);
      // Dropped with a word, as the linter would have it.
      const alone = changes.some(({ kind, start }) => kind === "call" && start === node.start);
      add("await", node, alone ? `void ${kept}` : kept);
    },
    ExpressionStatement(node) {
      const { expression } = node;
      const call = expression.type === "AwaitExpression" ? expression.argument : expression;
      if (call.type !== "CallExpression") return;
      if (isTalk.test(text(call.callee))) leave(node);
      add("call", node, ";");
    },
    CallExpression(node) {
      const callee = text(node.callee);
      if (isTalk.test(callee)) leave(node);
      const other = otherFunctions[callee];
      if (other !== undefined) {
        add("operator", node.callee, other);
        // The larger of two is the same whichever comes first.
        return;
      }
      for (const [place, first] of node.arguments.entries()) {
        const second = node.arguments[place + 1];
        if (second === undefined) continue;
        const between = source.slice(first.end, second.start);
        add(
          "argument",
          { start: first.start, end: second.end },
          text(second) + between + text(first),
        );
      }
    },
  }).visit(parseSync(file, source).program);

  return changes.filter(
    (change) =>
      change.replacement !== text(change) &&
      !untouched.some(({ start, end }) => start <= change.start && change.end <= end),
  );
}
