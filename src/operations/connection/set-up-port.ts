/** What set-up asks of the platforms and of this installation; `main` joins it. Hosts come from here, never from a page. */
import type { CredentialName } from '../../store/connections.ts'
import type { Door, EnteredAmazon, EnteredShopify } from '../../store/set-up.ts'
import type { DoctorProbes } from '../doctor/doctor-probes.ts'

/** A side of the connection. */
export type SetUpDoor = Door

/** Everything that is known of both sides: what was entered, and where nothing was, what is connected. */
export type MeantConnection = {
  readonly amazon: EnteredAmazon | null
  readonly shopify: EnteredShopify | null
  readonly secrets: Readonly<Partial<Record<CredentialName, string>>>
}

export type SetUpPort = {
  /** The environment describes the connection: then it is changed there. */
  readonly fromEnvironment: boolean
  /** What the app in Shopify has to be given. */
  readonly scopes: readonly string[]
  readonly authoriseUrl: (
    door: Door,
    meant: MeantConnection,
    way: { readonly redirectUri: string; readonly state: string },
  ) => string
  readonly isSignedByShopify: (query: URLSearchParams, clientSecret: string) => boolean
  /** Shopify's token, Amazon's refresh token. */
  readonly tokenForCode: (
    door: Door,
    meant: MeantConnection,
    way: { readonly code: string; readonly redirectUri: string },
  ) => Promise<PlatformSays<string>>
  readonly probes: (meant: MeantConnection) => Promise<DoctorProbes>
  /** Checks both sides live and connects. Throws OperationError with what is missing. */
  readonly connect: (meant: MeantConnection, by: string) => Promise<PlatformSays<SetUpResult>>
}

/** What a platform refuses is an answer for the person who set it up, in words. */
export type PlatformSays<Result> =
  | { readonly is: 'done'; readonly result: Result }
  | { readonly is: 'refused'; readonly text: string; readonly fix: string }

export type SetUpResult = {
  readonly marketplaces: number
  readonly currency: string
  readonly location: 'chosen' | 'any' | 'open' | 'unknown'
}
