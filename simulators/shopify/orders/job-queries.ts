/** How GraphQL sees a cancellation that is on its way. */
import type { GraphqlContext } from '../graphql/context.ts'
import type { CancelJob } from './cancel-job.ts'

/** `job(id:)`: a job that this shop does not know is null. */
export function jobById(args: { id: string }, { world }: GraphqlContext): object | null {
  const job = world.jobs.get(args.id)
  return job === undefined ? null : { __typename: 'Job', id: job.id, done: job.done }
}

/** The same job as the result of the mutation shows it. */
export function jobResult(job: CancelJob, { world }: GraphqlContext): object {
  const order = world.orders.byId(Number(job.orderId.split('/').at(-1)))
  const errors =
    job.error === null ? [] : [{ code: 'INVALID', field: ['orderId'], message: job.error }]
  return {
    __typename: 'OrderCancelJobResult',
    id: job.id,
    done: job.done,
    status: job.error !== null ? 'FAILED' : job.done ? 'SUCCEEDED' : 'STARTED',
    errors,
    order: order ?? null,
  }
}
