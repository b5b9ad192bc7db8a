/**
 * Which file runs each command that the README and the operating pages print. A command that nothing
 * runs stands here as `null`; the README must then name it under "Not there yet".
 */
export const executedCommands: Readonly<Record<string, string | null>> = {
  'npm ci && npm test': '.ci/run',
  'npm ci && npm run demo': null,
}
