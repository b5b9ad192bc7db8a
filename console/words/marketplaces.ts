/** The sites by their ids, as Amazon publishes them. */
const names: Readonly<Record<string, string>> = {
  A1PA6795UKMFR9: 'Amazon.de',
  A13V1IB3VIYZZH: 'Amazon.fr',
  A1F83G8C2ARO7P: 'Amazon.co.uk',
  A2NODRKZP88ZB9: 'Amazon.se',
  A1VC38T7YXB528: 'Amazon.co.jp',
  ATVPDKIKX0DER: 'Amazon.com',
  A1RKKUPIHCS9HS: 'Amazon.es',
  APJ6JRA9NG5V4: 'Amazon.it',
  A1805IZSGTT6HS: 'Amazon.nl',
  A1C3SOZRARQ6R3: 'Amazon.pl',
  AMEN7PMS3EDWL: 'Amazon.com.be',
  A28R8C7NBKEWEA: 'Amazon.ie',
}

export function marketplaceName(id: string): string {
  return names[id] ?? id
}
