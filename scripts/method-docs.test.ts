import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const file = fileURLToPath(new URL('../packages/hmrc-client/src/client-types.ts', import.meta.url));

/** What an editor shows above each member of an interface, by the member's name. */
function docsOf(name: string): Map<string, string> {
  const options = {
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    module: ts.ModuleKind.NodeNext,
  };
  const program = ts.createProgram([file], { ...options, target: ts.ScriptTarget.ES2023 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const found = source?.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === name);
  const members = found === undefined ? [] : checker.getTypeAtLocation(found).getProperties();
  return new Map(
    members.map((member) => {
      const tags = member
        .getJsDocTags(checker)
        .map(({ name: tag, text }) => `@${tag} ${ts.displayPartsToString(text)}`);
      return [
        member.name,
        [ts.displayPartsToString(member.getDocumentationComment(checker)), ...tags].join('\n'),
      ];
    }),
  );
}

test('every method of the client says above itself what it does, and of which API and version it is', () => {
  const docs = docsOf('HmrcClient');
  expect(docs.size).toBe(88);
  expect([...docs].filter(([, text]) => text === '').map(([name]) => name)).toEqual([]);
  const ofOAuth = ['authorizeUrl', 'exchangeCode', 'refreshTokens', 'requestApplicationToken'];
  const withoutVersion = [...docs].filter(
    ([name, text]) => !ofOAuth.includes(name) && !/^[A-Z][\w ]+ \d\.0\b/.test(text),
  );
  expect(withoutVersion).toEqual([]);
  const withoutDocument = [...docs].filter(
    ([name, text]) => !ofOAuth.includes(name) && !/^@see [A-Z].* \d\.0, HMRC, \w+ 20\d\d$/m.test(text),
  );
  expect(withoutDocument).toEqual([]);
}, 60_000);
