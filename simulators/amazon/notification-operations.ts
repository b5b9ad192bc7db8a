/** Notifications v1 as operations (models notifications.json, 2026-08-05): all 1 a second, burst 5. */
import { invalidInput } from './answers.ts'
import type { TokenKind } from './login.ts'
import type { Call, Operation } from './operation.ts'
import type { Subscription } from './subscriptions.ts'

const root = '/notifications/v1'
const id = '([^/]+)'

export const notificationOperations: readonly Operation[] = [
  operation('getDestinations', 'GET', '/destinations', 'grantless', ({ world }) => ({
    payload: world.subscriptions.destinations(),
  })),
  operation('createDestination', 'POST', '/destinations', 'grantless', (call) => ({
    payload: call.world.subscriptions.createDestination(bodyOf(call)),
  })),
  operation(
    'getDestination',
    'GET',
    `/destinations/${id}`,
    'grantless',
    ({ world, parameters }) => ({
      payload: world.subscriptions.destination(parameters[0] ?? ''),
    }),
  ),
  operation('deleteDestination', 'DELETE', `/destinations/${id}`, 'grantless', (call) => {
    call.world.subscriptions.deleteDestination(call.parameters[0] ?? '')
    return {}
  }),
  operation('getSubscriptions', 'GET', '/subscriptions', 'seller', ({ world, request }) => {
    const types = request.query.getAll('notificationTypes').flatMap((value) => value.split(','))
    if (types.length === 0) throw invalidInput('notificationTypes is missing.')
    return { payload: { subscriptions: world.subscriptions.subscriptionsOf(types).map(shown) } }
  }),
  operation('createSubscription', 'POST', `/subscriptions/${id}`, 'seller', (call) => ({
    payload: shown(call.world.subscriptions.subscribe(call.parameters[0] ?? '', bodyOf(call))),
  })),
  operation(
    'getSubscription',
    'GET',
    `/subscriptions/${id}`,
    'seller',
    ({ world, parameters }) => ({
      payload: shown(world.subscriptions.subscription(parameters[0] ?? '')),
    }),
  ),
  operation(
    'getSubscriptionById',
    'GET',
    `/subscriptions/${id}/${id}`,
    'grantless',
    ({ world, parameters: [type = '', subscriptionId = ''] }) => ({
      payload: shown(world.subscriptions.subscription(type, subscriptionId)),
    }),
  ),
  operation(
    'deleteSubscriptionById',
    'DELETE',
    `/subscriptions/${id}/${id}`,
    'grantless',
    ({ world, parameters: [type = '', subscriptionId = ''] }) => {
      world.subscriptions.unsubscribe(type, subscriptionId)
      return {}
    },
  ),
]

function operation(
  name: string,
  method: string,
  path: string,
  token: TokenKind,
  run: (call: Call) => unknown,
): Operation {
  return {
    name,
    method,
    path: new RegExp(`^${root}${path}$`),
    plan: { ratePerSecond: 1, burst: 5 },
    token,
    run,
    refusal: () => invalidInput('Invalid Input'),
    ...(method === 'GET' ? {} : { effect: name }),
  }
}

function shown(subscription: Subscription): Omit<Subscription, 'notificationType'> {
  const { notificationType: _, ...rest } = subscription
  return rest
}

function bodyOf({ request }: Call): unknown {
  try {
    return JSON.parse(request.body)
  } catch {
    throw invalidInput('Request has missing or invalid parameters and cannot be parsed.')
  }
}
