import { Input } from 'antd'
import { comparators } from '../../../../../contracts/scenarios.ts'
import { Choice } from '../../../../ui/antd/choice.tsx'
import { Field } from '../../../../ui/antd/field.tsx'
import { newKey } from '../../../../ui/client/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { signOf } from '../measure.tsx'
import { useScenarioForm } from './context.tsx'
import {
  emptyOpening,
  emptyRequirement,
  type OpeningRow,
  type RequirementRow,
  writtenOpenings,
  writtenRequirements,
} from './value.ts'

/** Openings, and the conditions of each or of the whole. */
export function PartsSection() {
  const { t } = useText()
  const { form, set, fault } = useScenarioForm()
  const { parts } = form.value
  const openings = parts.openings.length > 0 ? parts.openings : [emptyOpening('first')]

  function setOpening(key: string, change: Partial<OpeningRow>) {
    set({ parts: { ...parts, openings: openings.map((row) => (row.key === key ? { ...row, ...change } : row)) } })
  }
  function setRequirement(key: string, change: Partial<RequirementRow>) {
    const requirements = parts.requirements.map((row) => (row.key === key ? { ...row, ...change } : row))
    set({ parts: { ...parts, requirements } })
  }
  function removeOpening(key: string) {
    set({
      parts: {
        openings: openings.filter((row) => row.key !== key),
        // Conditions of an opening that goes stay, for the whole scenario: nobody asked to delete them.
        requirements: parts.requirements.map((row) => (row.opening === key ? { ...row, opening: '' } : row)),
      },
    })
  }

  return (
    <>
      <h3 id="openings">{t('form.openings')}</h3>
      <p className="field-hint">{fault('openings') ?? t('form.openingsHint')}</p>
      <ol className="rows" data-path="openings">
        {openings.map((row, at) => (
          <li key={row.key} className="row-block">
            <Opening
              row={row}
              number={at + 1}
              path={`openings.${writtenOpenings(openings).indexOf(row)}`}
              onChange={(change) => setOpening(row.key, change)}
              onRemove={openings.length > 1 ? () => removeOpening(row.key) : undefined}
            />
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button"
        onClick={() => set({ parts: { ...parts, openings: [...openings, emptyOpening(newKey())] } })}
      >
        {t('form.addOpening')}
      </button>
      <h3 id="requirements">{t('form.requirements')}</h3>
      <p className="field-hint">{fault('requirements') ?? t('form.requirementsHint')}</p>
      <ol className="rows" data-path="requirements">
        {parts.requirements.map((row, at) => (
          <li key={row.key} className="row-block">
            <Requirement
              row={row}
              number={at + 1}
              path={`requirements.${writtenRequirements(parts.requirements).indexOf(row)}`}
              openings={openings}
              onChange={(change) => setRequirement(row.key, change)}
              onRemove={() =>
                set({ parts: { ...parts, requirements: parts.requirements.filter((other) => other !== row) } })
              }
            />
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button"
        onClick={() =>
          set({ parts: { ...parts, openings, requirements: [...parts.requirements, emptyRequirement(newKey())] } })
        }
      >
        {t('form.addRequirement')}
      </button>
    </>
  )
}

function RowHead(props: { name: string; onRemove?: () => void }) {
  const { t } = useText()
  return (
    <div className="form-head">
      <span className="label">{props.name}</span>
      {props.onRemove ? (
        <button
          type="button"
          className="link"
          aria-label={t('form.removeRow', { name: props.name })}
          onClick={props.onRemove}
        >
          {t('common.remove')}
        </button>
      ) : null}
    </div>
  )
}

function Opening(props: {
  row: OpeningRow
  number: number
  path: string
  onChange: (change: Partial<OpeningRow>) => void
  onRemove?: () => void
}) {
  const { t } = useText()
  const { fault } = useScenarioForm()
  const { row } = props
  return (
    <>
      <RowHead name={t('form.opening', { n: props.number })} onRemove={props.onRemove} />
      <Field label={t('form.openingText')} error={fault(`${props.path}.text`)} path={`${props.path}.text`} required>
        {(control) => (
          <Input {...control} value={row.text} onChange={(event) => props.onChange({ text: event.target.value })} />
        )}
      </Field>
      <Field label={t('form.openingDetail')} error={fault(`${props.path}.detail`)} path={`${props.path}.detail`}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 12 }}
            value={row.detail}
            onChange={(event) => props.onChange({ detail: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function Requirement(props: {
  row: RequirementRow
  number: number
  path: string
  openings: readonly OpeningRow[]
  onChange: (change: Partial<RequirementRow>) => void
  onRemove: () => void
}) {
  const { t } = useText()
  const { fault } = useScenarioForm()
  const { row, path, onChange } = props
  const openings = props.openings
    .filter((opening) => opening.text.trim() !== '')
    .map((opening) => ({ value: opening.key, label: opening.text }))
  return (
    <>
      <RowHead name={t('form.requirement', { n: props.number })} onRemove={props.onRemove} />
      <Field label={t('form.requirementText')} error={fault(`${path}.text`)} path={`${path}.text`} required>
        {(control) => (
          <Input {...control} value={row.text} onChange={(event) => onChange({ text: event.target.value })} />
        )}
      </Field>
      <div className="grid-6">
        <Field label={t('form.requirementOpening')} error={fault(`${path}.opening`)}>
          {(control) => (
            <Choice
              {...control}
              empty={t('form.wholeScenario')}
              value={row.opening}
              options={openings}
              onChange={(opening) => onChange({ opening })}
            />
          )}
        </Field>
        <Field label={t('form.kind')}>
          {(control) => (
            <Choice
              {...control}
              value={row.kind}
              options={[
                { value: 'must', label: t('form.must') },
                { value: 'wish', label: t('form.wish') },
              ]}
              onChange={(kind) => onChange({ kind: kind === 'wish' ? 'wish' : 'must' })}
            />
          )}
        </Field>
        <Field label={t('form.metric')} error={fault(`${path}.metric`)}>
          {(control) => (
            <Input {...control} value={row.metric} onChange={(event) => onChange({ metric: event.target.value })} />
          )}
        </Field>
        <Field label={t('form.comparator')} error={fault(`${path}.comparator`)}>
          {(control) => (
            <Choice
              {...control}
              empty="—"
              value={row.comparator}
              options={comparators.map((sign) => ({ value: sign, label: signOf(sign) }))}
              onChange={(comparator) => onChange({ comparator })}
            />
          )}
        </Field>
        <Field label={t('form.threshold')} error={fault(`${path}.threshold`)}>
          {({ status, ...control }) => (
            <input
              {...control}
              type="number"
              step="any"
              className="input"
              data-status={status}
              value={row.threshold ?? ''}
              onChange={(event) =>
                onChange({ threshold: event.target.value === '' ? null : Number(event.target.value) })
              }
            />
          )}
        </Field>
        <Field label={t('form.unit')} error={fault(`${path}.unit`)}>
          {(control) => (
            <Input {...control} value={row.unit} onChange={(event) => onChange({ unit: event.target.value })} />
          )}
        </Field>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={row.limitsProviders}
          onChange={(event) => onChange({ limitsProviders: event.target.checked })}
        />
        {t('form.limits')}
      </label>
    </>
  )
}
