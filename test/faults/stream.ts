import type { Opening } from './openings.ts'
import type { Server } from './server.ts'

export type Sender = { readonly name: string; readonly headers: Record<string, string> }
export type Wish = { readonly key: string; readonly sender: Sender; readonly opening: Opening }
export type Answer = { readonly id: string; readonly replayed: boolean }

/** One intent, sent under its key; null when nothing came back or the server could not say (503). */
export async function send(server: Server, { key, sender, opening }: Wish): Promise<Answer | null> {
  let response: Response
  let body: { id?: string; code?: string }
  try {
    response = await fetch(`${server.address}/api/v1/intents`, {
      method: 'POST',
      headers: { ...sender.headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({
        scenarioId: opening.scenarioId,
        openingId: opening.id,
        pitch: '我们有可以在码头夜间连续作业的成熟产品，愿意对接。',
        contact: { name: '王联系', mobile: '13800001234', email: null },
      }),
    })
    body = (await response.json()) as typeof body
  } catch {
    return null
  }
  if (response.status === 503) return null
  if (response.status !== 201 || !body.id)
    throw new Error(`an intent was answered ${response.status} ${JSON.stringify(body)}\n${server.said()}`)
  return { id: body.id, replayed: response.headers.get('idempotency-replayed') === 'true' }
}

/**
 * Several senders at once, each with one request under way, until `enough` were acknowledged; then `strike` falls into what is under way.
 * Gives what was acknowledged, and what is in doubt because no answer came.
 */
export async function streamUntilStruck(
  server: Server,
  next: () => Wish,
  how: { senders: number; enough: number; strike: () => void },
): Promise<{ acknowledged: Map<Wish, string>; doubtful: Wish[] }> {
  const acknowledged = new Map<Wish, string>()
  const doubtful: Wish[] = []
  let struck = false
  const one = async () => {
    while (!struck) {
      const wish = next()
      const answer = await send(server, wish)
      if (answer) acknowledged.set(wish, answer.id)
      else doubtful.push(wish)
      if (answer === null && !struck) throw new Error(`the server failed before it was struck:\n${server.said()}`)
      if (!struck && acknowledged.size >= how.enough) {
        struck = true
        how.strike()
      }
    }
  }
  await Promise.all(Array.from({ length: how.senders }, one))
  return { acknowledged, doubtful }
}
