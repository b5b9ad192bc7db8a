/** `crossdock people`: who may use the console. For the first owner, for a lost password, for a colleague. */
import { type Command, Option } from 'commander'
import { readEnv } from '../config/env.ts'
import { type Role, roles } from '../operations/actor.ts'
import type { MadeLink } from '../operations/people/links.ts'
import { invitePerson, resetPerson } from '../operations/people/manage-people.ts'
import { readPeople } from '../store/read/people.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, table } from './print.ts'

type InviteOptions = CommonOptions & { readonly role: Role }

export function addPeople(program: Command): void {
  const people = program.command('people').description('who may use the console')
  withCommonOptions(people.command('invite <email>'))
    .description('a one-time link for somebody new')
    .addOption(
      new Option('--role <role>', 'what they may').choices([...roles]).makeOptionMandatory(),
    )
    .action((email: string, options: InviteOptions) =>
      withAccount(options, async ({ deps, actor }) => {
        tellLink(options, await invitePerson(deps, actor, { email, role: options.role }))
      }),
    )
  withCommonOptions(people.command('reset <email>'))
    .description('a one-time link for a new password and a new second factor')
    .action((email: string, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor }) => {
        tellLink(options, await resetPerson(deps, actor, { email }))
      }),
    )
  withCommonOptions(people.command('list'))
    .description('everybody, and links that still open something')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps }) => {
        const all = await readPeople(deps.db)
        if (options.json === true) return sayJson(all)
        if (all.people.length === 0) say('There is nobody yet. "crossdock start" prints a link.')
        const rows = all.people.map((person) => [
          person.name,
          person.email,
          person.role,
          person.removedAtMs === null ? `${person.sessions} sessions` : 'removed',
          person.lastSeenMs === null ? 'never' : fullTime(person.lastSeenMs),
        ])
        if (rows.length > 0) say(table(columns, rows))
        for (const { purpose, email, role, expiresAtMs } of all.links) {
          say(
            `Open link: ${purpose}, ${email ?? 'for whoever opens it'}, ${role}, until ${fullTime(expiresAtMs)}.`,
          )
        }
      }),
    )
}

/** Where the pages are, as far as the environment says. */
function tellLink({ json }: CommonOptions, { linkId, token, expiresAtMs }: MadeLink): void {
  const env = readEnv(process.env)
  const url = env.CROSSDOCK_PUBLIC_URL ?? `http://${env.CROSSDOCK_HOST}:${env.CROSSDOCK_PORT}`
  const link = `${url.replace(/\/+$/, '')}/welcome#${token}`
  if (json === true) {
    sayJson({ linkId, link, expiresAtMs })
    return
  }
  say(link)
  say('It opens once, within 24 hours. Hand it over by a way that nobody else reads.')
}

const columns = [
  { title: 'NAME', flexible: true },
  { title: 'E-MAIL' },
  { title: 'ROLE' },
  { title: 'STATE' },
  { title: 'LAST SEEN' },
] as const
