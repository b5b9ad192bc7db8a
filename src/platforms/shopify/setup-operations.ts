/** The operations of set-up, doctor and the location check, with their requested cost in points. */
import { mutation, query } from './operation.ts'
import type {
  FulfillmentOrderMoveMutationVariables,
  MetafieldDefinitionCreateMutationVariables,
  WebhookSubscriptionCreateMutationVariables,
  WebhookSubscriptionDeleteMutationVariables,
  WebhookSubscriptionsQueryVariables,
} from './wire/generated/operations.ts'
import {
  definitionCreateShape,
  definitionsShape,
  orderMoveShape,
  shopCheckShape,
  subscriptionCreateShape,
  subscriptionDeleteShape,
  subscriptionsShape,
} from './wire/setup.ts'

type Parsed<Shape extends { parse: (value: unknown) => unknown }> = ReturnType<Shape['parse']>
type NoVariables = Readonly<Record<string, never>>

export const shopCheck = query<NoVariables, Parsed<typeof shopCheckShape>>(
  'ShopCheck',
  5,
  shopCheckShape,
)

export const metafieldDefinitions = query<NoVariables, Parsed<typeof definitionsShape>>(
  'MetafieldDefinitions',
  14,
  definitionsShape,
)

export const metafieldDefinitionCreate = mutation<
  MetafieldDefinitionCreateMutationVariables,
  Parsed<typeof definitionCreateShape>
>('MetafieldDefinitionCreate', 10, definitionCreateShape)

export const webhookSubscriptions = query<
  WebhookSubscriptionsQueryVariables,
  Parsed<typeof subscriptionsShape>
>('WebhookSubscriptions', 11, subscriptionsShape)

export const webhookSubscriptionCreate = mutation<
  WebhookSubscriptionCreateMutationVariables,
  Parsed<typeof subscriptionCreateShape>
>('WebhookSubscriptionCreate', 10, subscriptionCreateShape)

export const webhookSubscriptionDelete = mutation<
  WebhookSubscriptionDeleteMutationVariables,
  Parsed<typeof subscriptionDeleteShape>
>('WebhookSubscriptionDelete', 10, subscriptionDeleteShape)

export const fulfillmentOrderMove = mutation<
  FulfillmentOrderMoveMutationVariables,
  Parsed<typeof orderMoveShape>
>('FulfillmentOrderMove', 12, orderMoveShape)
