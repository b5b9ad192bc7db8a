/**
 * Writes TypeScript types for operation documents: variables, results and the inputs they use.
 * Must not: run plugins that emit code; the output is types only.
 */
import { codegen } from '@graphql-codegen/core'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { type DocumentNode, type GraphQLSchema, parse, printSchema } from 'graphql'

const HEADER =
  '// Written by scripts/prune-shopify-schema.ts --types. Do not edit: change the .graphql files.\n'

/** Returns the text of the generated file. */
export async function operationTypes(
  schema: GraphQLSchema,
  documents: readonly { location: string; document: DocumentNode }[],
): Promise<string> {
  const out = await codegen({
    filename: 'operations.ts',
    schema: parse(printSchema(schema)),
    documents: [...documents],
    plugins: [{ ops: {} }],
    pluginMap: { ops: typescriptOperations },
    config: {
      useTypeImports: true,
      skipTypename: true,
      strictScalars: true,
      enumsAsTypes: true,
      enumType: 'string-literal',
      inlineFragmentTypes: 'combine',
      scalars: {
        ID: 'string',
        ARN: 'string',
        Decimal: 'string',
        Money: 'string',
        DateTime: 'string',
        Date: 'string',
        URL: 'string',
        HTML: 'string',
        UnsignedInt64: 'string',
        JSON: 'unknown',
      },
    },
  })
  return HEADER + out
}
