import { afterAll, afterEach, beforeAll } from 'vitest'
import { createLanding } from '../support/landing.ts'
import type { Person } from '../support/world.ts'
import { startCity } from './browser.ts'
import { createRemote } from './remote.ts'
import { walkLanding } from './second-loop/landing.ts'
import { walkOutcome } from './second-loop/outcome.ts'
import { walkReview } from './second-loop/review.ts'
import type { Scene } from './second-loop/scene.ts'

/** The loop closes in the browser: one scenario from an open call to the next rung, each test one stretch. What the first walk clicked goes over the API. */

const scene = { path: '', code: '' } as { -readonly [Key in keyof Scene]: Scene[Key] }
beforeAll(async () => {
  scene.city = await startCity()
  const remote = createRemote(scene.city)
  scene.remote = remote
  const [owner, owner2, operator, second, district, provider] = (await Promise.all(
    (['owner', 'owner2', 'operator', 'operator2', 'district', 'provider'] as const).map(remote.person),
  )) as [Person, Person, Person, Person, Person, Person]
  scene.people = { owner, owner2, operator, second, district, provider }
  scene.landing = createLanding(remote, { owner, operator, second, provider })
}, 120_000)
afterEach(({ task }) => scene.city.closeScreens(task.result?.state === 'fail'))
afterAll(() => scene.city.stop())

walkReview(scene)
walkLanding(scene)
walkOutcome(scene)
