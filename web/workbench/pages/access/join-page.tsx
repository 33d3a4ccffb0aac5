import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { organisationKinds, organisationRoutes } from '../../../../contracts/organisations.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { meQuery } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** Into an organisation: by a colleague's invitation, or by registering a new one. */
export function JoinPage() {
  const { t } = useText()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()

  async function arrived(sentence: string) {
    message.success(sentence)
    await queries.invalidateQueries({ queryKey: meQuery.queryKey })
    await navigate({ to: '/' })
  }

  return (
    <section className="narrow stack">
      <h1>{t('shell.joinTitle')}</h1>
      <p className="quiet">{t('shell.joinText')}</p>
      <ByCode onJoined={(name) => arrived(t('shell.joined', { name }))} />
      <NewOrganisation onCreated={(name) => arrived(t('shell.created', { name }))} />
    </section>
  )
}

function ByCode(props: { onJoined: (name: string) => void }) {
  const { t } = useText()
  const accept = useAct(organisationRoutes.acceptInvitation)
  // The link of an invitation carries its code.
  const { code: sent = '' } = useSearch({ strict: false })
  const [code, setCode] = useState(sent)

  function submit(event: FormEvent) {
    event.preventDefault()
    accept.mutate({ body: { code: code.trim() } }, { onSuccess: ({ data }) => props.onJoined(data.name) })
  }

  return (
    <form className="stack block-line" onSubmit={submit}>
      <Field label={t('shell.joinCode')} hint={t('shell.joinCodeHint')} error={fieldMessages(accept.error).code}>
        {(control) => (
          <div className="row">
            <Input {...control} value={code} maxLength={100} onChange={(event) => setCode(event.target.value)} />
            <Button htmlType="submit" loading={accept.isPending} disabled={code.trim().length < 10}>
              {t('shell.joinByCode')}
            </Button>
          </div>
        )}
      </Field>
      <ProblemNote error={accept.error} />
    </form>
  )
}

type Kind = (typeof organisationKinds)[number]

function NewOrganisation(props: { onCreated: (name: string) => void }) {
  const { t, name } = useText()
  const labels = useLabels()
  const catalog = useCatalog()
  const create = useAct(organisationRoutes.create)
  const [form, setForm] = useState<{ name: string; kind: Kind; creditCode: string; district: string }>({
    name: '',
    kind: 'firm',
    creditCode: '',
    district: '',
  })
  const faults = fieldMessages(create.error)
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }))

  function submit(event: FormEvent) {
    event.preventDefault()
    const body = {
      name: form.name,
      kind: form.kind,
      creditCode: form.creditCode.trim() || null,
      district: form.district || null,
    }
    create.mutate({ body }, { onSuccess: ({ data }) => props.onCreated(data.name) })
  }

  return (
    <form className="stack block-line" onSubmit={submit}>
      <h2>{t('shell.createTitle')}</h2>
      <p className="quiet">{t('shell.createText')}</p>
      <Field label={t('shell.organisationName')} error={faults.name} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="organization"
            maxLength={120}
            value={form.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('shell.organisationKind')} error={faults.kind} required>
        {(control) => (
          <Choice
            {...control}
            value={form.kind}
            options={organisationKinds.map((kind) => ({ value: kind, label: labels.of('organisationKinds', kind) }))}
            onChange={(kind) => kind && set({ kind: kind as Kind })}
          />
        )}
      </Field>
      <Field label={t('shell.creditCode')} hint={t('shell.creditCodeHint')} error={faults.creditCode}>
        {(control) => (
          <Input
            {...control}
            maxLength={40}
            value={form.creditCode}
            onChange={(event) => set({ creditCode: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('shell.district')} error={faults.district}>
        {(control) => (
          <Choice
            {...control}
            empty={t('common.unknown')}
            value={form.district}
            options={catalog.districts.map((district) => ({ value: district.key, label: name(district) }))}
            onChange={(district) => set({ district })}
          />
        )}
      </Field>
      <ProblemNote error={create.error} />
      <Button type="primary" htmlType="submit" loading={create.isPending} disabled={!form.name.trim()}>
        {t('shell.create')}
      </Button>
    </form>
  )
}
