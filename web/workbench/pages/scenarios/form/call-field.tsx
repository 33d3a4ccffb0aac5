import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type CallSummary, callRoutes, type Misfit, misfitsOf } from '../../../../../contracts/calls.ts'
import { organisationRoutes } from '../../../../../contracts/organisations.ts'
import { Choice } from '../../../../ui/antd/choice.tsx'
import { Field } from '../../../../ui/antd/field.tsx'
import { useCall } from '../../../../ui/client/hooks.ts'
import { useUi } from '../../../../ui/context.tsx'
import { minuteOf } from '../../../../ui/format.ts'
import { useText } from '../../../i18n/text.tsx'
import { useCatalog } from '../../../session/catalog.ts'
import { useMe } from '../../../session/me.ts'
import { type Labels, useLabels } from '../../../shell/labels.ts'
import { useScenarioForm } from './context.tsx'

/** The call a draft is written for: open ones to choose from, and at once why the chosen one does not fit. */
export function CallField() {
  const { t } = useText()
  const { timeZone } = useUi()
  const { form, set, fault, scenario } = useScenarioForm()
  const open = useCall(callRoutes.list, { query: { state: 'open', sort: 'closesAt', limit: 100 } as never })
  const { callId } = form.value
  const held = scenario?.call ?? null
  const now = new Date().toISOString()
  const calls = (open.data?.items ?? []).filter((call) => call.closesAt && call.closesAt > now)
  const call = calls.find((each) => each.id === callId) ?? null
  // Where it was submitted is not changed any more, and where there is nothing to choose nothing is asked.
  if (scenario && scenario.state !== 'draft') return null
  if (!callId && calls.length === 0) return null
  const time = (at: string | null) => (at ? minuteOf(at, timeZone) : '')
  const mayReturn = Boolean(scenario?.callEnteredAt) && held?.state !== 'archived'
  const options = calls.map((each) => ({
    value: each.id,
    label: each.accepting
      ? t('calls.until', { title: each.title, time: time(each.closesAt) })
      : t('calls.from', { title: each.title, time: time(each.opensAt) }),
  }))
  // One that is over stays to be seen: it is the owner who leaves it.
  if (held && !call && held.id === callId) options.push({ value: held.id, label: held.title })
  return (
    <Field path="callId" label={t('calls.chosen')} hint={t('calls.chosenHint')} error={fault('callId')}>
      {(control) => (
        <>
          <Choice
            {...control}
            empty={t('calls.none')}
            value={callId}
            options={options}
            onChange={(id) => set({ callId: id })}
          />
          {call ? <Fit call={call} /> : null}
          {open.data && !call && held && held.id === callId ? (
            <p className={mayReturn ? 'note' : 'note note-wait'}>
              {mayReturn ? t('calls.kept') : t('calls.over', { title: held.title, time: time(held.closesAt) })}
            </p>
          ) : null}
        </>
      )}
    </Field>
  )
}

/** Whether what is written so far fits the call, and what does not. */
function Fit({ call }: { call: CallSummary }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const me = useMe()
  const labels = useLabels()
  const catalog = useCatalog()
  const { form, scenario } = useScenarioForm()
  const ownerId = scenario?.owner.id ?? me.organisation?.id ?? ''
  const owner = useCall(organisationRoutes.get, { params: { id: ownerId } }, { enabled: ownerId !== '' })
  const { domain, direction, opener } = form.value
  const domainOf = (key: string) =>
    catalog.domains.find((each) => each.directions.some((one) => one.key === key))?.key ?? null
  if (!owner.data) return null
  const misfits = misfitsOf(
    call,
    {
      domain: domain || null,
      direction: direction || null,
      opener: opener || null,
      organisationKind: owner.data.kind,
      organisationDistrict: owner.data.district,
    },
    domainOf,
  )
  const see = (
    <Link to="/calls/$id" params={{ id: call.id }}>
      {t('calls.see')}
    </Link>
  )
  const time = (at: string | null) => (at ? minuteOf(at, timeZone) : '')
  const said: ReactNode =
    misfits.length > 0
      ? t('calls.misfits', {
          what: misfits
            .map((each) => t(`calls.misfit_${each}`, { addressed: addressedBy(call, each, labels, domain, domainOf) }))
            .join('；'),
        })
      : call.accepting
        ? t('calls.fits', { time: time(call.closesAt) })
        : t('calls.notBegun', { time: time(call.opensAt) })
  return (
    <div className={misfits.length > 0 ? 'note note-wait' : 'quiet'} role="status">
      <p>{said}</p>
      {see}
    </div>
  )
}

function addressedBy(
  call: CallSummary,
  misfit: Misfit,
  labels: Labels,
  domain: string,
  domainOf: (direction: string) => string | null,
): string {
  const names: Readonly<Record<Misfit, () => string[]>> = {
    domain: () => call.domains.map((key) => labels.domain(key)),
    direction: () => call.directions.filter((key) => domainOf(key) === domain).map((key) => labels.direction(key)),
    opener: () => call.openers.map((key) => labels.in('openers', key)),
    organisationKind: () => call.organisationKinds.map((key) => labels.of('organisationKinds', key)),
    organisationDistrict: () => call.districts.map((key) => labels.in('districts', key)),
  }
  return names[misfit]().join('、')
}
