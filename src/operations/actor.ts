/**
 * Who asks for an operation, and what they may. The command line belongs to whoever owns the machine; a
 * key has the role it was made with, a person the role that an owner gave. Every operation checks the role in its first line.
 */
import { unreachable } from '../core/unreachable.ts'
import { OperationError } from './operation-error.ts'

/** Each may what the one before it may. */
export const roles = ['viewer', 'operator', 'owner'] as const

export type Role = (typeof roles)[number]

export type Actor =
  /** `user`: the name of the operating system's account. */
  | { readonly kind: 'cli'; readonly user: string }
  | { readonly kind: 'api-key'; readonly keyId: string; readonly role: Role }
  /** Somebody who signed in to the console. */
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly name: string
      readonly email: string
      readonly role: Role
    }
  /** The program itself, while it does what its owner asked for. */
  | { readonly kind: 'crossdock'; readonly doing: 'connect' }

/** How the audit names the actor: `cli:anna`, `api-key:3f2a…`, `person:Åsa Lind`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'cli':
      return `cli:${actor.user}`
    case 'api-key':
      return `api-key:${actor.keyId}`
    case 'person':
      return `person:${actor.name}`
    case 'crossdock':
      return `crossdock:${actor.doing}`
    default:
      return unreachable(actor)
  }
}

export function roleOf(actor: Actor): Role {
  return actor.kind === 'api-key' || actor.kind === 'person' ? actor.role : 'owner'
}

/** Throws OperationError FORBIDDEN when the actor may less than `needed`. */
export function requireRole(actor: Actor, needed: Role): void {
  if (roles.indexOf(roleOf(actor)) >= roles.indexOf(needed)) return
  const [who, fix] =
    actor.kind === 'person'
      ? ['you have', `Ask an owner: a person with the role ${needed} can do this.`]
      : [
          'the key has',
          `Use a key with the role ${needed}: crossdock keys create --role ${needed}.`,
        ]
  const cause = `This needs the role ${needed}; ${who} the role ${roleOf(actor)}.`
  throw new OperationError('FORBIDDEN', cause, fix)
}
