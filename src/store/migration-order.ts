/**
 * Which migration comes next, from the files of this program and the record of the database; pure.
 * Every way in which the two can disagree is a problem of its own, found before anything is changed.
 */
import { DatabaseProblem } from './database-problem.ts'

export type Migration = { readonly name: string; readonly text: string; readonly sha256: string }

export type RecordedMigration = { readonly name: string; readonly sha256: string }

const nameShape = /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/

/** The first file that the database has not seen, or undefined when it has seen all. */
export function nextMigration(
  known: readonly Migration[],
  recorded: readonly RecordedMigration[],
): Migration | undefined {
  checkFiles(known)
  const last = known.at(-1)
  for (const seen of recorded) {
    const file = known.find((migration) => migration.name === seen.name)
    if (file === undefined) {
      throw last === undefined || numberOf(seen.name) > numberOf(last.name)
        ? tooNew(seen.name)
        : missing(seen.name)
    }
    if (file.sha256 !== seen.sha256) throw changed(seen.name)
  }
  const seenNames = new Set(recorded.map((migration) => migration.name))
  const next = known.find((migration) => !seenNames.has(migration.name))
  const newest = recorded.at(-1)
  if (next !== undefined && newest !== undefined && numberOf(next.name) < numberOf(newest.name)) {
    throw outOfOrder(next.name, newest.name)
  }
  return next
}

// A gap is allowed: the number that fills it later is refused where it would come too late.
function checkFiles(known: readonly Migration[]): void {
  known.forEach((migration, index) => {
    const before = index === 0 ? 0 : numberOf(known[index - 1]?.name ?? '')
    if (nameShape.test(migration.name) && numberOf(migration.name) > before) return
    throw new DatabaseProblem('schema-migration-files-unsound', {
      publicText: `The migration file ${migration.name} has no number of its own.`,
      fix: 'Name them NNNN-words.sql and use each number once.',
    })
  })
}

function numberOf(name: string): number {
  return Number(name.slice(0, 4))
}

function tooNew(name: string): DatabaseProblem {
  return new DatabaseProblem('schema-too-new', {
    publicText: `The database was made by a newer Crossdock: it has ${name}, which this one does not know.`,
    fix: 'Start that newer version, or restore the backup that was made before the upgrade.',
  })
}

function missing(name: string): DatabaseProblem {
  return new DatabaseProblem('schema-migration-missing', {
    publicText: `The database has the migration ${name}, which this Crossdock does not have.`,
    fix: 'Check that the program was installed whole and that DATABASE_URL names its own database.',
  })
}

function changed(name: string): DatabaseProblem {
  return new DatabaseProblem('schema-migration-changed', {
    publicText: `The migration ${name} is not the file that made this database.`,
    fix: 'Put the released file back; change the schema by a new migration only.',
  })
}

function outOfOrder(name: string, newest: string): DatabaseProblem {
  return new DatabaseProblem('schema-migration-out-of-order', {
    publicText: `The migration ${name} did not run before ${newest}, which this database has.`,
    fix: 'Give the migration the next free number.',
  })
}
