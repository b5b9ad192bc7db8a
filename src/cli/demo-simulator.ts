/** Asks a simulator's control door; only the demo does so, the product knows no simulator. */
export async function askSimulator(baseUrl: string, verb: string): Promise<unknown> {
  const answer = await fetch(`${baseUrl}/_control/${verb}`)
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${verb}`)
  return answer.json()
}
