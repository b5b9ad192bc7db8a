/** People and their links, for showing. */
import { type ListedPerson, listPeople, ownerExists } from '../people.ts'
import { listLinks, type StoredLink } from '../people-links.ts'
import type { Database } from '../pool.ts'

export type PeopleList = {
  readonly people: readonly ListedPerson[]
  readonly links: readonly StoredLink[]
}

export async function readPeople(db: Database): Promise<PeopleList> {
  return { people: await listPeople(db), links: await listLinks(db) }
}

export const ownerIsThere = ownerExists
