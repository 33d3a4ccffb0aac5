import { good } from './good.ts'
import type { Person, World } from './world.ts'

/** What experts do in a round, over the API; `first` is the title of the scenario they take first. */
export function createReviews(world: Pick<World, 'as'>, first: string) {
  return {
    /** Paths of somebody's reviews. */
    async of(person: Person): Promise<string[]> {
      const { body } = good(await world.as(person).get('/reviews?limit=50'))
      const items = body.items as { id: string; scenario: { title: string } }[]
      return items.sort((a) => (a.scenario.title === first ? -1 : 1)).map((each) => `/reviews/${each.id}`)
    },
    /** Starts an accepted review, fills its sheet and submits it. */
    async score(person: Person, review: string, scores: Record<string, number>, words: object): Promise<void> {
      const { version } = good(await world.as(person).act(review, 'start')).body
      const sheet = { scores, commentOwner: '', commentOffice: '', ...words }
      good(await world.as(person).patch(review, sheet, { 'if-match': `"${version}"` }))
      good(await world.as(person).act(review, 'submit'))
    },
  }
}
export type Reviews = ReturnType<typeof createReviews>
