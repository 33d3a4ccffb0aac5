import { noticeVersion } from '../../server/modules/accounts/index.ts'
import * as agreements from './matrix/agreements.ts'
import * as calls from './matrix/calls.ts'
import * as evaluations from './matrix/evaluations.ts'
import * as matches from './matrix/matches.ts'
import * as projects from './matrix/projects.ts'
import * as promotions from './matrix/promotions.ts'
import * as reviews from './matrix/reviews.ts'
import * as services from './matrix/services.ts'
import type { Bodies } from './things/scene.ts'

/** Bodies that are right, by route (and action): what a cell asks is who may, so nothing else may be wrong with the call. */
export const bodies: Bodies = {
  'auth.signIn': ({ id }) => ({ account: `${id}@example.test`, password: 'wrong wrong 1' }),
  'auth.requestCode': ({ id }) => ({ account: `${id}@example.test`, purpose: 'sign_up' }),
  'auth.signUp': ({ id }) => ({
    account: `${id}@example.test`,
    code: '000000',
    password: 'Correct-Horse-9',
    name: '新人',
    consentVersion: noticeVersion,
  }),
  'auth.resetPassword': ({ id }) => ({ account: `${id}@example.test`, code: '000000', password: 'Correct-Horse-9' }),
  'auth.changePassword': () => ({ current: 'wrong wrong 1', password: 'Correct-Horse-9' }),
  'me.consent': () => ({ version: noticeVersion }),
  'me.otpStart': () => ({ password: 'wrong wrong 1' }),
  'me.otpConfirm': () => ({ otp: '000000' }),
  'me.otpRemove': () => ({ password: 'wrong wrong 1' }),
  'me.erase': () => ({ password: 'wrong wrong 1' }),
  'me.createToken': () => ({ name: '读取', scopes: ['read'], days: 30 }),
  'users.create': ({ id }) => ({ account: `${id}@example.test`, name: '新同事', roles: ['expert'] }),
  'users.update': () => ({ roles: ['expert'] }),
  'users.act': () => ({ reason: '离职' }),
  'organisations.create': () => ({ name: '新登记单位', kind: 'firm' }),
  'organisations.update': () => ({ summary: '更新后的简介' }),
  'organisations.act': () => ({ reason: '材料核对' }),
  'organisations.setMember': () => ({ role: 'org_admin' }),
  'organisations.invite': ({ id }) => ({ account: `${id}@example.test` }),
  'organisations.acceptInvitation': () => ({ code: 'no-such-invitation-code' }),
  'scenarios.create': () => ({ title: '新的场景草稿' }),
  'scenarios.update': () => ({ place: '前湾港区' }),
  'scenarios.act.return': () => ({ reason: '请补充' }),
  'scenarios.act.reject': () => ({ reason: '不符合方向' }),
  'scenarios.act.select': () => ({ reason: '条件清楚' }),
  'scenarios.act.consent': ({ more }) => ({ decisionId: more.decisionId }),
  'scenarios.act.decline_consent': ({ more }) => ({ decisionId: more.decisionId, note: '再议' }),
  'scenarios.act.withdraw_decision': ({ more }) => ({ decisionId: more.decisionId }),
  'scenarios.act.withdraw': () => ({ reason: '计划有变' }),
  'scenarios.act.suspend': () => ({ reason: '现场检修' }),
  'scenarios.act.uphold_objection': () => ({ reason: '异议成立' }),
  'scenarios.addClearance': () => ({ kind: 'confidentiality', outcome: 'passed', signer: '孙审查' }),
  'scenarios.addComment': () => ({ text: '请说明作业时段' }),
  'lists.create': () => ({ title: '新的清单' }),
  'lists.update': () => ({ note: '第二稿' }),
  'lists.setItems': () => ({ scenarioIds: [] }),
  'libraries.enter': ({ more }) => ({ scenarioId: more.scenarioId, reason: '重点推进' }),
  'libraries.leave': () => ({ reason: '调整' }),
  'capabilities.create': () => ({ title: '新的能力草稿', kind: 'service' }),
  'capabilities.update': () => ({ readinessShown: '样机已在现场运行' }),
  'capabilities.act': () => ({ reason: '信息不实' }),
  'intents.create': ({ id, more }) => ({
    scenarioId: id,
    openingId: more.openingId,
    pitch: '我们有三台同类设备在港区运行一年，可先试用一个月。',
    contact: { name: '周供给', mobile: '13800003333', email: null },
  }),
  'intents.act.decline': () => ({ reason: 'other', note: '方案与现场条件不符' }),
  'drafts.put': () => ({ value: { a: 2 }, version: 1 }),
  ...calls.bodies,
  ...reviews.bodies,
  ...agreements.bodies,
  ...projects.bodies,
  ...evaluations.bodies,
  ...promotions.bodies,
  ...services.bodies,
  ...matches.bodies,
}

/** Parameters that are no object of the matrix. */
export const parameters: Record<string, Record<string, string>> = {
  'catalog.section': { section: 'domains' },
  // In use already.
  'matching.adoptWeights': { version: '1' },
}

/** What is uploaded: a small PDF, and for imports a workbook that is none, which the dry run finds out. */
export const uploads: Record<string, { name: string; content: Buffer }> = {
  'files.upload': { name: 'a.pdf', content: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n') },
  'scenarioImports.start': { name: 'a.xlsx', content: Buffer.from('not a workbook') },
  'organisationImports.start': { name: 'a.xlsx', content: Buffer.from('not a workbook') },
  'capabilityImports.start': { name: 'a.xlsx', content: Buffer.from('not a workbook') },
}
