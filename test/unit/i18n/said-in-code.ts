/** What a program says to people in words of its own: literals in the places from which they are shown, read out, sent or saved. */
import ts from 'typescript';

/** Attributes and properties that are shown or read out. */
const SHOWN =
  /^(aria-?(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|text(Content)?|inner(Text|HTML)|outerHTML|message|contextMessage|hint|help|caption|heading|headings|header|headers|subject)$/iu;
/** Calls whose arguments are shown as they stand. */
const SAYS = /^(alert|confirm|prompt|createTextNode|insertAdjacentText|insertAdjacentHTML|showNotification)$/u;
/** Calls whose object says something: `notifications.create(id, { title, message })`, `action.setTitle({ title })`, `contextMenus.create`. */
const SAYS_OBJECT =
  /(notifications|contextMenus|menus)\??\.(create|update)$|(action|browserAction|sidePanel|sidebarAction)\??\.(setTitle|setBadgeText)$|^new Notification$|showNotification$/u;

/** Variables whose value is meant for people by their name: the headers of a CSV, the subject of a mail. */
const NAMED = /(headers?|headings?|captions?|subject|labels?|hints?|titles?)$/iu;

const isWord = (text: string): boolean => /\p{L}{2}/u.test(text);
/** Codes, keys and names for machines: no space, and not written as a person's word. */
const isCode = (text: string): boolean => /^[a-z0-9]+([-_.:/#][\w-]+)+$|^[\d\s%.+-]+$/u.test(text);

/** The literals that an expression may come to, not those inside of calls: `cond ? 'Yes' : t('no')` may say "Yes". */
function mayBe(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [
      [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' '),
      ...node.templateSpans.flatMap(({ expression }) => mayBe(expression)),
    ];
  if (ts.isConditionalExpression(node)) return [...mayBe(node.whenTrue), ...mayBe(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const joins = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken];
    if (joins.includes(node.operatorToken.kind as never)) return [...mayBe(node.left), ...mayBe(node.right)];
    return node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ? mayBe(node.right) : [];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node))
    return mayBe(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(mayBe);
  if (ts.isSpreadElement(node)) return mayBe(node.expression);
  if (ts.isJsxExpression(node)) return mayBe(node.expression);
  return [];
}

/** Of a template of markup: what its holes may come to where they stand between tags or in an attribute that is shown. */
function inMarkup(template: ts.TemplateExpression): string[] {
  let before = template.head.text;
  return template.templateSpans.flatMap(({ expression, literal }) => {
    const tag = before.slice(before.lastIndexOf('<'));
    const inside = before.lastIndexOf('<') > before.lastIndexOf('>');
    const attribute = /([\w-]+)=(?:"[^"]*|'[^']*|)$/u.exec(tag)?.[1] ?? '';
    before += `\u0000${literal.text}`;
    return !inside || SHOWN.test(attribute) ? mayBe(expression) : [];
  });
}

/** Every such literal of a file that has words. */
export function saidIn(source: string, file = 'a.tsx'): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const said: string[] = [];
  const nameOf = (name: ts.Node): string =>
    ts.isStringLiteral(name) || ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? name.text : name.getText();
  const sayObject = (node: ts.Node | undefined): void => {
    if (!node || !ts.isObjectLiteralExpression(node)) return;
    for (const property of node.properties)
      if (ts.isPropertyAssignment(property)) {
        if (SHOWN.test(nameOf(property.name)) || nameOf(property.name) === 'body') said.push(...mayBe(property.initializer));
        else if (ts.isArrayLiteralExpression(property.initializer)) property.initializer.elements.forEach(sayObject);
      }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && NAMED.test(node.name.getText())) said.push(...mayBe(node.initializer));
    else if (ts.isJsxText(node)) said.push(node.text.trim());
    else if (ts.isJsxAttribute(node) && SHOWN.test(node.name.getText())) said.push(...mayBe(node.initializer));
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) said.push(...mayBe(node.expression));
    else if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html' && ts.isTemplateExpression(node.template))
      said.push(...inMarkup(node.template));
    else if (
      ts.isBinaryExpression(node) &&
      ts.isPropertyAccessExpression(node.left) &&
      /^(=|\+=|\?\?=|\|\|=)$/u.test(node.operatorToken.getText())
    ) {
      if (SHOWN.test(node.left.name.text) && node.left.name.text !== 'message') said.push(...mayBe(node.right));
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = `${ts.isNewExpression(node) ? 'new ' : ''}${node.expression.getText()}`;
      const name = called.split('.').at(-1) ?? '';
      const given = [...(node.arguments ?? [])];
      if (SAYS.test(name)) said.push(...given.flatMap(mayBe));
      if (SAYS_OBJECT.test(called)) given.forEach(sayObject);
      if (/^setAttribute(NS)?$/u.test(name) && given.slice(0, -1).some((one) => ts.isStringLiteral(one) && SHOWN.test(one.text)))
        said.push(...mayBe(given.at(-1)));
      if (called === 'new Refusal') said.push(...mayBe(given[1]));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return said.map((text) => text.trim()).filter((text) => isWord(text) && !isCode(text));
}
