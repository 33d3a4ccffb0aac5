/** Whether a scenario takes intents at `now`: it is published or further on the way, and its window is open. Instants are RFC 3339 in UTC. */
export function takesIntents(
  scenario: { state: string | null; opens_at: string | null; closes_at: string | null },
  now: string,
): boolean {
  if (!['published', 'landing', 'demonstrating'].includes(scenario.state ?? '')) return false
  return (
    (scenario.opens_at === null || scenario.opens_at <= now) &&
    (scenario.closes_at === null || now < scenario.closes_at)
  )
}
