/**
 * Who may import whom. A folder is guarded by default: it reaches what `mayReach` lists for it and
 * nothing else of ours, so a new folder has no way out until it gets a line here.
 * Source of the rules: ARCHITECTURE.md, "Who may import whom". Run by `npm run verify`.
 */
const test = '[.]test[.]ts$'

/** What each folder of src may import besides itself; each name is a path below src. */
const mayReach = {
  core: [],
  'platforms/http': ['core'],
  'platforms/amazon': ['core', 'platforms/http'],
  'platforms/shopify': ['core', 'platforms/http'],
  store: ['core'],
  work: ['core', 'store'],
  reconcile: ['core', 'store', 'work', 'platforms', 'log', 'events'],
  operations: ['core', 'store', 'work', 'events'],
  notices: ['core', 'store', 'log', 'events'],
  config: ['core'],
  log: ['core'],
  events: ['core', 'store', 'log'],
  // World time is a function of the database.
  clock: ['core', 'store'],
  // Reads and verbs only; `reconcile/intake` because the API mounts its webhook routes.
  http: ['core', 'operations', 'store/read', 'reconcile/intake', 'config', 'log', 'events'],
  cli: ['core', 'operations', 'store/read', 'config', 'log', 'events', 'main'],
}

/** `main.ts` is the only file that joins everything. */
const joinsEverything = 'main'

function below(name) {
  return `^src/${name}(/|[.]ts$)`
}

const guardedFolders = Object.entries(mayReach).map(([folder, reach]) => ({
  name: `${folder.replace('/', '-')}-stays-in-its-room`,
  comment: `src/${folder} may import itself and ${reach.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: below(folder), pathNot: test },
  to: { path: '^src/', pathNot: [folder, ...reach].map(below) },
}))

const named = Object.keys(mayReach).concat(joinsEverything)

module.exports = {
  forbidden: [
    ...guardedFolders,
    {
      name: 'no-folder-without-a-rule',
      comment: 'A new folder or file of src needs a line in mayReach before it may import.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...named.map(below), test] },
      to: { path: '.' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle, of types too, means that two files are one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved-import',
      comment: 'An import that does not resolve hides what it would have reached.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-is-pure',
      comment: 'The core decides; it reads no clock, no file, no network and needs no package.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: test },
      to: { pathNot: ['^src/core/', '^(node:)?assert(/strict)?$'] },
    },
    {
      name: 'product-never-imports-simulators',
      comment: 'One misreading of a platform must not hide in both.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(simulators|bench|scripts|console)/' },
    },
    {
      name: 'console-speaks-http-alone',
      comment: 'The pages know the API and nothing behind it.',
      severity: 'error',
      from: { path: '^console/', pathNot: test },
      to: { path: '^(src|simulators|bench|scripts|tests)/' },
    },
    {
      name: 'simulators-never-import-product',
      comment: 'One misreading of a platform must not hide in both.',
      severity: 'error',
      from: { path: '^simulators/', pathNot: test },
      to: { path: '^(src|bench|scripts|console|tests)/' },
    },
    {
      name: 'only-tests-import-tests',
      comment: 'Test support is not part of the product.',
      severity: 'error',
      from: { path: '^(src|simulators|scripts|bench)/', pathNot: [test, '^scripts/soak'] },
      to: { path: '^tests/' },
    },
    {
      name: 'axios-only-in-platforms',
      comment:
        'All outside traffic goes through the door; the generated Amazon clients sit behind it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platforms/', test] },
      to: { path: 'node_modules/(axios|@sp-api-sdk)/' },
    },
    {
      name: 'aws-only-in-queue',
      comment: 'The SQS adapter is one of three named exceptions to the door.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platforms/amazon/queue[.]ts$', test] },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'database-only-in-store',
      comment: 'The driver is opened in one place; LISTEN needs a connection outside the pool.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/store/', '^src/work/listen[.]ts$', test] },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'smtp-only-in-mail',
      comment: 'The SMTP adapter is one of three named exceptions to the door.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/notices/mail[.]ts$', test] },
      to: { path: 'node_modules/nodemailer/' },
    },
    {
      name: 'no-other-way-out',
      comment: 'Sockets to other hosts are opened by the door alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platforms/http/', test] },
      to: { path: '^(node:)?(https|http2)$|node_modules/undici/' },
    },
    {
      name: 'no-development-package-in-product',
      comment: 'What runs in a shop is listed in dependencies.',
      severity: 'error',
      from: { path: '^(src|simulators)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What is built there is not ours to judge.
    exclude: { path: '^console/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
