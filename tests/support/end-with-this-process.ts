/** A cluster of a test run never outlives it, also when the run is killed. */
import { spawn } from 'node:child_process'

/**
 * Leaves a small process behind that waits for the end of this one (the end of its input), then stops the
 * server in `home` and removes `folder`. Answers how to call it off.
 */
export function endWithThisProcess(folder: string, home: string): () => void {
  const script = `
    read order; [ "$order" = off ] && exit
    [ -f "$2/data/postmaster.pid" ] && kill -INT "$(head -n 1 "$2/data/postmaster.pid")"
    sleep 2; rm -rf "$1"`
  const guard = spawn('sh', ['-c', script, 'guard', folder, home], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  return () => guard.stdin.end('off\n')
}
