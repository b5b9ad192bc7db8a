/**
 * Metafields that come with an order. A definition of type `id` keeps its values unique by the documentation;
 * whether orderCreate refuses a second order with the same value is unproven, so it is a setting.
 */
import type { MetafieldInput, OrderUserError } from '../orders/order-input.ts'
import type { Metafield, MetafieldDefinition } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { fullNamespace } from './metafield-fields.ts'

const duplicateText =
  'Value is already assigned to another metafield. Choose a different value to ensure it remains unique.'

export function metafieldErrors(
  world: ShopWorld,
  inputs: readonly MetafieldInput[],
): OrderUserError[] {
  return inputs.flatMap((input) => {
    const namespace = fullNamespace(input.namespace, world.installation.appNumber)
    const definition = orderDefinition(world, namespace, input.key)
    const type = input.type ?? definition?.type
    if (type === undefined) return [refusal("Metafields Type can't be blank")]
    if (definition !== undefined && type !== definition.type) {
      return [
        refusal(
          `Metafields Type must be consistent with the definition's type: '${definition.type}'`,
        ),
      ]
    }
    const taken = world.orders.byMetafield(namespace, input.key, input.value).length > 0
    const unique = definition?.uniqueValues === true
    return taken && unique && world.settings.refuseDuplicateId ? [refusal(duplicateText)] : []
  })
}

/** The records of checked inputs. */
export function newMetafields(world: ShopWorld, inputs: readonly MetafieldInput[]): Metafield[] {
  const nowMs = world.clock.nowMs()
  return inputs.map((input) => {
    const namespace = fullNamespace(input.namespace, world.installation.appNumber)
    const definition = orderDefinition(world, namespace, input.key)
    return {
      id: world.identifiers.gid('Metafield'),
      namespace,
      key: input.key,
      type: input.type ?? definition?.type ?? 'single_line_text_field',
      value: input.value,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }
  })
}

/** The definition for orders under this name, if there is one. */
export function orderDefinition(
  world: ShopWorld,
  namespace: string,
  key: string,
): MetafieldDefinition | undefined {
  return world.definitions.find(
    (one) => one.ownerType === 'ORDER' && one.namespace === namespace && one.key === key,
  )
}

function refusal(message: string): OrderUserError {
  return { code: 'INVALID', field: ['order', 'metafields'], message }
}
