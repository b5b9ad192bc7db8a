/**
 * Which file runs each command that the README and the operating pages print. A command that nothing
 * runs stands here as `null`; the README must then name it under "Not there yet".
 */
const firstOrder = 'tests/demo/first-order.test.ts'

export const executedCommands: Readonly<Record<string, string | null>> = {
  'npm ci && npm test': '.ci/run',
  'npm ci && npm run demo': 'tests/demo/demo.test.ts',
  './bin/crossdock doctor': firstOrder,
  './bin/crossdock start': firstOrder,
  './bin/crossdock orders list': firstOrder,
  './bin/crossdock lanes set import live': firstOrder,
  './bin/crossdock settings show': firstOrder,
  './bin/crossdock settings set stock.whenShort=claim-anyway intake.pollSeconds=120': firstOrder,
}
