/** `crossdock disconnect`: lets go of the shop; `crossdock start` connects it again. */
import type { Command } from 'commander'
import { disconnect } from '../operations/connection/disconnect.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { say, sayJson } from './print.ts'

type Options = CommonOptions & { readonly yes?: boolean }

export function addDisconnect(program: Command): void {
  withCommonOptions(program.command('disconnect'))
    .description('read and send nothing any more; all data stays')
    .option('--yes', 'yes to what cannot be taken back')
    .action((options: Options) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const confirm = options.yes === true
        const done = await disconnect(deps, actor, { accountId, confirm })
        if (options.json === true) return sayJson(done)
        say('Disconnected: nothing is read or sent any more, and all data stays.')
        say(
          'crossdock start connects again. What is cancelled or refunded until then waits for you.',
        )
      }),
    )
}
