import type { Messages } from '../zh.ts'

export const system: Messages['system'] = {
  refresh: 'Refresh',
  health: 'Health',
  process: 'Process',
  up: 'running',
  down: 'not answering',
  database: 'Database and schema',
  ready: 'ready',
  notReady: 'not ready',
  version: 'Version',
  at: 'Checked',
  pack: 'City pack',
  city: 'City',
  programme: 'Programme',
  timezone: 'Time zone',
  codePrefix: 'Code prefix',
  sources: 'Sources',
  text: 'Settings come from the environment at deployment; this page only reads.',
}
