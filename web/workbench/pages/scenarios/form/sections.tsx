import { Input } from 'antd'
import type { Catalog } from '../../../../../contracts/catalog.ts'
import type { Option } from '../../../../ui/antd/choice.tsx'
import { Field } from '../../../../ui/antd/field.tsx'
import { type Text, useText } from '../../../i18n/text.tsx'
import { useCatalog } from '../../../session/catalog.ts'
import { CallField } from './call-field.tsx'
import { useScenarioForm } from './context.tsx'
import { AmountField, ChoiceField, DayField, ManyField, TextField } from './controls.tsx'

function optionsOf(entries: Catalog['tracks'] | Catalog['domains'] | Catalog['openers'], name: Text['name']): Option[] {
  return entries.map((entry) => ({ value: entry.key, label: name(entry) }))
}

export function BasicsSection() {
  const { t, name } = useText()
  const catalog = useCatalog()
  const { form, set } = useScenarioForm()
  const directions = catalog.domains.find((domain) => domain.key === form.value.domain)?.directions ?? []
  return (
    <>
      <TextField name="title" label={t('form.title')} hint={t('form.titleHint')} max={120} required />
      <CallField />
      <TextField name="summary" label={t('form.summary')} hint={t('form.summaryHint')} max={500} rows={2} required />
      <div className="grid-2">
        <ChoiceField
          name="domain"
          label={t('form.domain')}
          options={optionsOf(catalog.domains, name)}
          onChange={(domain) => set({ domain, direction: '' })}
          required
        />
        <ChoiceField name="direction" label={t('form.direction')} options={optionsOf(directions, name)} required />
        <ChoiceField name="opener" label={t('form.opener')} options={optionsOf(catalog.openers, name)} required />
        <ChoiceField name="focus" label={t('form.focus')} options={optionsOf(catalog.focuses, name)} />
      </div>
      <ManyField name="tracks" label={t('form.tracks')} options={optionsOf(catalog.tracks, name)} />
    </>
  )
}

export function ProblemSection() {
  const { t } = useText()
  return (
    <TextField
      name="problem"
      label={t('form.problemField')}
      hint={t('form.problemHint')}
      max={8000}
      rows={8}
      required
    />
  )
}

export function WhenSection() {
  const { t, name } = useText()
  const catalog = useCatalog()
  return (
    <>
      <ManyField name="districts" label={t('form.districts')} options={optionsOf(catalog.districts, name)} required />
      <TextField name="place" label={t('form.place')} max={200} />
      <div className="grid-4">
        <DayField name="opensAt" label={t('form.opensAt')} />
        <DayField name="closesAt" label={t('form.closesAt')} required />
        <DayField name="startsOn" label={t('form.startsOn')} />
        <DayField name="endsOn" label={t('form.endsOn')} />
      </div>
    </>
  )
}

export function MoneySection() {
  const { t } = useText()
  return (
    <>
      <AmountField name="opportunityCny" label={t('form.opportunity')} hint={t('form.opportunityHint')} />
      <div className="grid-2">
        <ChoiceField
          name="opportunityBound"
          label={t('form.bound')}
          options={[
            { value: 'exact', label: t('form.boundExact') },
            { value: 'about', label: t('form.boundAbout') },
            { value: 'over', label: t('form.boundOver') },
            { value: 'at_least', label: t('form.boundAtLeast') },
            { value: 'nearly', label: t('form.boundNearly') },
          ]}
        />
        <TextField name="opportunityPeriod" label={t('form.period')} hint={t('form.periodHint')} max={40} />
      </div>
      <AmountField name="budgetCny" label={t('form.budget')} hint={t('form.budgetHint')} />
    </>
  )
}

export function CooperationSection() {
  const { t, name } = useText()
  const catalog = useCatalog()
  return (
    <ManyField
      name="cooperationModes"
      label={t('form.cooperation')}
      options={optionsOf(catalog.cooperationModes, name)}
      short
      required
    />
  )
}

export function ContactSection() {
  const { t } = useText()
  const { form, set, fault } = useScenarioForm()
  const { contact } = form.value
  const labels = { name: t('form.contactName'), mobile: t('form.contactMobile'), email: t('form.contactEmail') }
  const complete = { name: 'name', mobile: 'tel', email: 'email' } as const
  return (
    <>
      <p className="field-hint" data-path="contact">
        {t('form.contactHint')}
      </p>
      {fault('contact') ? <p className="field-error">{fault('contact')}</p> : null}
      <div className="grid-3">
        {(['name', 'mobile', 'email'] as const).map((part) => (
          <Field key={part} label={labels[part]} error={fault(`contact.${part}`)} path={`contact.${part}`}>
            {(control) => (
              <Input
                {...control}
                autoComplete={complete[part]}
                value={contact[part]}
                onChange={(event) => set({ contact: { ...contact, [part]: event.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  )
}
