import { Input } from 'antd'
import {
  type Agreement,
  type ProcurementRoute,
  procurementLabels,
  procurementRoutes,
} from '../../../../contracts/agreements.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useText } from '../../i18n/text.tsx'
import { Papers } from './papers.tsx'
import type { FormValue } from './value.ts'

/** 采购方式: where a public owner's contract says by which lawful route it buys. */
export function FormProcurement(props: {
  agreement: Agreement
  value: FormValue['procurement']
  fault: (path: string) => string | undefined
  /** Gives the newest value: a file may have arrived meanwhile. */
  onChange: (change: (value: FormValue['procurement']) => FormValue['procurement']) => void
}) {
  const { t, name } = useText()
  const { agreement, value, fault } = props
  if (agreement.kind === 'letter') {
    return (
      <section className="stack tight">
        <h2>{t('agreements.procurement')}</h2>
        <p className="note">
          {t('agreements.letterNote')} {t('agreements.procurementLetter')}
        </p>
      </section>
    )
  }
  const set = (change: Partial<FormValue['procurement']>) => props.onChange((before) => ({ ...before, ...change }))
  const must = agreement.publicOwner
  return (
    <section className="stack tight" aria-label={t('agreements.procurement')}>
      <h2>{t('agreements.procurement')}</h2>
      <p className={must ? 'note note-wait' : 'note'}>
        {must ? `${t('agreements.procurementMust')} ` : ''}
        {t('agreements.libraryNote')}
      </p>
      <Field label={t('agreements.route')} error={fault('procurement.route')} required={must}>
        {(control) => (
          <Choice
            {...control}
            empty={t('agreements.chooseRoute')}
            value={value.route}
            options={procurementRoutes.map((route) => ({ value: route, label: name(procurementLabels[route]) }))}
            onChange={(route) => set({ route: route as ProcurementRoute | '' })}
          />
        )}
      </Field>
      {value.route === 'exempt' ? (
        <Field
          label={t('agreements.ground')}
          hint={t('agreements.groundHint')}
          error={fault('procurement.ground')}
          required={must}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 10 }}
              value={value.ground}
              onChange={(event) => set({ ground: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {value.route !== '' && value.route !== 'exempt' ? (
        <>
          <Field label={t('agreements.noticeNumber')} error={fault('procurement.noticeNumber')} required={must}>
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                value={value.noticeNumber}
                onChange={(event) => set({ noticeNumber: event.target.value })}
              />
            )}
          </Field>
          <Papers
            label={t('agreements.noticeFile')}
            rows={value.noticeFile ? [value.noticeFile] : []}
            most={1}
            required={must}
            error={fault('procurement.noticeFileId') ?? fault('procurement.noticeFileId.0')}
            onAdd={(noticeFile) => set({ noticeFile })}
            onRemove={() => set({ noticeFile: null })}
          />
        </>
      ) : null}
    </section>
  )
}
