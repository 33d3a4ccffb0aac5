import type { Locator, Page } from 'playwright-core'
import type { Landing } from '../../support/landing.ts'
import type { Person } from '../../support/world.ts'
import { type City, named } from '../browser.ts'
import type { Remote } from '../remote.ts'

export const title = '港区无人集卡夜间作业'
export const rival = '原水管线机器人巡检'
export const callTitle = '智慧交通场景征集'
export const roundTitle = '智慧交通场景评审'

/** The running city, and what the walk has come to: filled in as it goes. */
export type Scene = {
  readonly city: City
  readonly remote: Remote
  readonly landing: Landing
  readonly people: Readonly<Record<'owner' | 'owner2' | 'operator' | 'second' | 'district' | 'provider', Person>>
  /** The scenario below `/api/v1` and `/app`, and its number. */
  path: string
  code: string
}

export const field = (page: Page | Locator, name: string) => page.getByRole('textbox', { name, exact: true })
export const menu = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name, exact: true }).click()
export const saved = (page: Page) => page.getByRole('status').filter({ hasText: '已保存' }).waitFor()
export const said = (page: Page, sentence: string | RegExp) =>
  page.getByText(sentence).filter({ visible: true }).first().waitFor()
/** The state beside the title; a sign stands before its name. */
export const isNow = (page: Page, state: string) =>
  page
    .getByRole('main')
    .getByText(new RegExp(`^[^\\p{L}]*${state}$`, 'u'))
    .filter({ visible: true })
    .first()
    .waitFor()
/** An instant so many hours from now, as a field for minutes takes it. */
export const minute = async ({ remote }: Scene, hours: number) => {
  const at = new Date((await remote.now()).getTime() + hours * 3_600_000)
  return new Intl.DateTimeFormat('sv', { timeZone: remote.timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T')
}

/** Chooses the option of a list in whose words these stand. */
export async function pick(list: Locator, words: string) {
  const option = list.getByRole('option').filter({ hasText: words }).first()
  await option.waitFor({ state: 'attached' })
  await list.selectOption((await option.getAttribute('value')) as string)
}

/** Presses a button whose dialog bears another name: that of the action. */
export async function press(page: Page, button: string, verb: string, fill?: (dialog: Locator) => Promise<unknown>) {
  await page.getByRole('button', { name: named(button) }).click()
  const dialog = page.getByRole('dialog', { name: named(verb) })
  await fill?.(dialog)
  await dialog.getByRole('button', { name: named(verb) }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Opens what waits for somebody by its title, from the page of 待办. */
export async function take(page: Page, what: string) {
  await page.goto('/app')
  await page.getByRole('main').getByRole('link', { name: what }).first().click()
  await page.waitForURL((url) => url.pathname !== '/app')
}
