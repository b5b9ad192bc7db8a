/** A process that migrates the database of its argument and prints what it applied. */
import { migrate } from '../../src/store/migrate.ts'
import { closePool, openPool } from '../../src/store/pool.ts'

const db = openPool(process.argv[2] ?? '', { max: 2, applicationName: 'migrate once' })
console.log(JSON.stringify(await migrate(db)))
await closePool(db)
