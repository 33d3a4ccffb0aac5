import type { Reading } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { sweepProjects } from './commands/sweep.ts'
import type { ProjectDeps } from './context.ts'
import { servedProjects } from './routes.ts'
import { createProjectService } from './service.ts'
import { anyRunning } from './store.ts'

/** Projects 落地项目 with their indicators 指标 and readings 读数, from the plan to what became of them after acceptance. */
export function createProjects(deps: ProjectDeps): {
  routes: Served[]
  tasks: Tasks
  /** What projects answer to the guards of their scenario, as far as the viewer sees them. */
  standing: (reading: Reading, scenarioId: string) => Promise<{ project_running: boolean }>
} {
  return {
    routes: servedProjects(createProjectService(deps)),
    tasks: {
      project_clock: {
        every: '* * * * *',
        handle: async () => {
          await sweepProjects(deps)
        },
      },
    },
    standing: async (reading, scenarioId) => ({ project_running: await anyRunning(reading, scenarioId) }),
  }
}
