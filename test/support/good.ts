import type { Answer } from './world.ts'

/** Fails with what the server said. */
export function good(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}
