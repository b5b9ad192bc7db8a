/** `crossdock demo`: placeholder until the next file; see demo-story.ts. */
import type { Command } from 'commander'

export function addDemo(program: Command): void {
  program.command('demo')
}
