import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../packages/hmrc-client/src/', import.meta.url));
const options: ts.CompilerOptions = {
  allowImportingTsExtensions: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
};

/** The client's declarations as they are packed, in memory, and what TypeScript makes of them. */
function readDeclarations(): ts.Program {
  const declarations = new Map<string, string>();
  const writing = { ...options, declaration: true, emitDeclarationOnly: true };
  ts.createProgram([`${source}index.ts`], writing).emit(undefined, (file, text) => {
    declarations.set(file, text.replaceAll(/\.ts(?=['"])/g, '.js'));
  });
  const host = ts.createCompilerHost(options);
  const plain = ts.createCompilerHost(options);
  // The sources themselves must not be found: they would be taken instead.
  const isSource = (file: string): boolean => file.startsWith(source) && !file.endsWith('.d.ts');
  host.fileExists = (file) => declarations.has(file) || (!isSource(file) && plain.fileExists(file));
  host.readFile = (file) => declarations.get(file) ?? plain.readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = declarations.get(file);
    return text === undefined
      ? plain.getSourceFile(file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  };
  return ts.createProgram([`${source}index.d.ts`], options, host);
}

let packedProgram: ts.Program;
let checker: ts.TypeChecker;
let index: ts.SourceFile;
beforeAll(() => {
  packedProgram = readDeclarations();
  checker = packedProgram.getTypeChecker();
  index = indexOf(packedProgram, 'index.d.ts');
}, 120_000);

function indexOf(program: ts.Program, name: string): ts.SourceFile {
  const found = program.getSourceFile(`${source}${name}`);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

function exported(name: string): ts.Type {
  const module = checker.getSymbolAtLocation(index);
  const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
  if (symbol === undefined) throw new Error(`${name} is not exported`);
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return checker.getDeclaredTypeOfSymbol(isAlias ? checker.getAliasedSymbol(symbol) : symbol);
}

const docOf = (symbol: ts.Symbol): string => ts.displayPartsToString(symbol.getDocumentationComment(checker));

/** What stands above the declaration of the type that a member is written to have, such as `UkPropertyCumulative`. */
function docOfWrittenType(member: ts.Symbol): string {
  const written = member.declarations?.find(ts.isPropertySignature)?.type;
  if (written === undefined || !ts.isTypeReferenceNode(written)) return '';
  const symbol = checker.getSymbolAtLocation(written.typeName);
  if (symbol === undefined) return '';
  return docOf((symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol));
}

interface Field {
  path: string;
  /** What stands above it, and above everything it is in. */
  docs: string;
}

function fieldsOf(type: ts.Type, path: string, docs: string): Field[] {
  const bare = checker.getNonNullableType(type);
  if (bare.isUnion()) return bare.types.flatMap((one) => fieldsOf(one, path, docs));
  if (checker.isArrayType(bare)) {
    return checker.getTypeArguments(bare as ts.TypeReference).flatMap((one) => fieldsOf(one, path, docs));
  }
  if ((bare.flags & ts.TypeFlags.Object) === 0 || path.endsWith('.signal')) return [{ path, docs }];
  return bare.getProperties().flatMap((member) => {
    const above = [docs, docOf(member), docOfWrittenType(member)].join('\n');
    return fieldsOf(checker.getTypeOfSymbol(member), `${path}.${member.name}`, above);
  });
}

/** Every field that a method of the client takes. */
function inputs(): Field[] {
  const fields = exported('HmrcClient')
    .getProperties()
    .flatMap((method) => {
      const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
      const params = signature?.parameters.find(({ name }) => name === 'params');
      if (params === undefined) return [];
      return fieldsOf(checker.getTypeOfSymbol(params), method.name, '');
    });
  return fields.filter((one, at) => fields.findIndex(({ path }) => path === one.path) === at);
}

const without = (name: RegExp, doc: RegExp): string[] =>
  inputs()
    .filter(({ path, docs }) => name.test(path) && !doc.test(docs))
    .map(({ path }) => path);

test('each amount of an input says above itself, or above what it is in, that it is pence, and from where to where', () => {
  expect(without(/Pence$/, /(integer )?pence/i)).toEqual([]);
  expect(without(/Pence$/, /or more|negative|0 to|more than 0/)).toEqual([]);
});

test('each date, tax year and id of an input says how it is written', () => {
  expect(without(/Date$|\.(taxYear\w*|\w*TaxYear)$/, /`YYYY-/)).toEqual([]);
});

/** What stands above the field at a path of a type, through lists and groups. */
function docAt(type: string, path: string): string {
  let at = exported(type);
  let doc = '';
  for (const name of path.split('.')) {
    const bare = checker.getNonNullableType(at);
    const [entry = bare] = checker.isArrayType(bare)
      ? checker.getTypeArguments(bare as ts.TypeReference)
      : [];
    const member = checker.getPropertyOfType(entry, name);
    if (member === undefined) throw new Error(`${type} has no ${path}`);
    doc = docOf(member);
    at = checker.getTypeOfSymbol(member);
  }
  return doc;
}

test.each([
  ['UkPropertyExpenses', 'residentialFinancialCostsCarriedForwardPence', /Despite HMRC's name/],
  ['SubmittedUkPropertyCumulative', 'submittedOn', /instant/],
  // Through shapes of other modules.
  ['UkPropertyCumulative', 'expenses.residentialFinancialCostsCarriedForwardPence', /Despite HMRC's name/],
  ['UkPropertyPeriod', 'ukNonFhlProperty.income.rentsReceivedPence', /rentARoom/],
  ['ForeignPropertyCumulativeByProperty', 'foreignProperty.expenses.consolidatedExpensesPence', /seven/],
  ['ForeignPropertyPeriod', 'foreignNonFhlProperty.expenses.residentialFinancialCostPence', /0 or more/],
  ['UkPropertyAnnual', 'ukProperty.allowances.structuredBuildingAllowance.firstYear.qualifyingDate', /YYYY/],
])('what is written above a field of %s is above it in the package too: %s', (type, path, doc) => {
  expect(docAt(type, path)).toMatch(doc);
});

test('derived types are shown with their members, some of them optional, and not with the names of what derived them', () => {
  const shown = (type: string): string =>
    checker.typeToString(exported(type), index, ts.TypeFormatFlags.NoTruncation);
  expect(shown('LossClaim')).toMatch(/^\{ .*taxYearClaimedFor: string; .*\}$/);
  expect(shown('UkPropertyCumulative')).toMatch(/^\{ fromDate\?: string; .*income\?: .*UkPropertyIncome; /);
  for (const type of ['UkPropertyAnnual', 'ForeignPropertyPeriod', 'PeriodsOfAccount', 'IncomeSummary']) {
    expect(shown(type)).not.toMatch(/Flat|Group|Shape|InOf|OutOf|&/);
  }
});

/** What stands above everything that can be reached from what is exported, by its path. */
function allDocs(program: ts.Program, file: string): Map<string, string> {
  const types = program.getTypeChecker();
  const docs = new Map<string, string>();
  const docAbove = (symbol: ts.Symbol) => ts.displayPartsToString(symbol.getDocumentationComment(types));
  const look = (type: ts.Type, path: string): void => {
    const bare = types.getNonNullableType(type);
    const parts = bare.isUnion()
      ? bare.types
      : types.isArrayType(bare)
        ? types.getTypeArguments(bare as ts.TypeReference)
        : [];
    for (const part of parts) look(part, path);
    const isOurs = (bare.flags & ts.TypeFlags.Object) !== 0 && bare.getCallSignatures().length === 0;
    if (parts.length > 0 || !isOurs || path.split('.').length > 9) return;
    for (const member of bare.getProperties()) {
      // What comes from TypeScript's own libraries is no note of ours.
      if (member.declarations?.some((one) => !one.getSourceFile().fileName.startsWith(source))) continue;
      const place = `${path}.${member.name}`;
      docs.set(place, docs.get(place) ?? docAbove(member));
      look(types.getTypeOfSymbol(member), place);
    }
  };
  const module = types.getSymbolAtLocation(indexOf(program, file));
  for (const one of module === undefined ? [] : types.getExportsOfModule(module)) {
    const symbol = (one.flags & ts.SymbolFlags.Alias) === 0 ? one : types.getAliasedSymbol(one);
    docs.set(one.name, docAbove(symbol));
    if ((symbol.flags & ts.SymbolFlags.Type) !== 0) look(types.getDeclaredTypeOfSymbol(symbol), one.name);
  }
  return docs;
}

test('nothing that is written above a field is lost in the package, however its shape was put together', () => {
  const written = allDocs(ts.createProgram([`${source}index.ts`], { ...options, noEmit: true }), 'index.ts');
  const packed = allDocs(packedProgram, 'index.d.ts');
  const lost = [...written].filter(([path, doc]) => doc !== '' && (packed.get(path) ?? '') === '');
  expect(lost).toEqual([]);
  expect([...written].filter(([, doc]) => doc !== '').length).toBeGreaterThan(500);
  const wordless = [...packed].filter(([path, doc]) => !/\.|Params$/.test(path) && doc === '');
  expect(wordless.map(([path]) => path)).toEqual([]);
}, 120_000);
