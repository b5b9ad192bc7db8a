/** The answers that set-up, doctor and the location check read (Admin API 2026-10). */
import { z } from 'zod'
import { userErrorsShape } from './orders.ts'

export const shopCheckShape = z.object({
  shop: z.object({
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    plan: z.object({
      publicDisplayName: z.string(),
      partnerDevelopment: z.boolean(),
      shopifyPlus: z.boolean(),
    }),
  }),
  currentAppInstallation: z.object({
    accessScopes: z.array(z.object({ handle: z.string() })),
    app: z.object({ title: z.string(), webhookApiVersion: z.string() }),
  }),
})

export const definitionsShape = z.object({
  metafieldDefinitions: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        namespace: z.string(),
        key: z.string(),
        type: z.object({ name: z.string() }),
        capabilities: z.object({ uniqueValues: z.object({ enabled: z.boolean() }) }),
      }),
    ),
  }),
})

export const definitionCreateShape = z.object({
  metafieldDefinitionCreate: z
    .object({
      createdDefinition: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsShape,
    })
    .nullable(),
})

export const subscriptionsShape = z.object({
  webhookSubscriptions: z.object({
    nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
})

export const subscriptionCreateShape = z.object({
  webhookSubscriptionCreate: z
    .object({
      webhookSubscription: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsShape,
    })
    .nullable(),
})

export const subscriptionDeleteShape = z.object({
  webhookSubscriptionDelete: z
    .object({
      deletedWebhookSubscriptionId: z.string().nullable(),
      userErrors: userErrorsShape,
    })
    .nullable(),
})

export const orderMoveShape = z.object({
  fulfillmentOrderMove: z
    .object({
      movedFulfillmentOrder: z
        .object({
          id: z.string(),
          status: z.string(),
          assignedLocation: z.object({ location: z.object({ id: z.string() }).nullable() }),
        })
        .nullable(),
      userErrors: userErrorsShape,
    })
    .nullable(),
})

export type Subscriptions = z.infer<typeof subscriptionsShape>['webhookSubscriptions']
