import { useParams } from '@tanstack/react-router'
import { App, Input } from 'antd'
import { useState } from 'react'
import { type Expert, expertRoutes } from '../../../../contracts/experts.ts'
import { organisationRoutes } from '../../../../contracts/organisations.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { useMe } from '../../session/me.ts'
import { useLabels } from '../../shell/labels.ts'
import { ManyChoice } from '../../shell/many-choice.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

export function ExpertPage() {
  const { id = '' } = useParams({ strict: false })
  return <Loaded id={id} />
}

/** One's own profile, whatever its id. */
export function OwnProfilePage() {
  return <Loaded id={useMe().user.id} />
}

function Loaded({ id }: { id: string }) {
  const { t } = useText()
  const own = useMe().user.id === id
  const query = useCall(expertRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return own ? <Edit key={query.data.version} expert={query.data} etag={query.etag} /> : <Shown expert={query.data} />
}

function Shown({ expert }: { expert: Expert }) {
  const { t } = useText()
  const labels = useLabels()
  const facts: [string, string][] = [
    [t('reviews.title'), expert.title ?? ''],
    [t('reviews.employer'), expert.employer ?? ''],
    [t('reviews.domains'), expert.domains.map(labels.domain).join('、')],
    [t('reviews.tracks'), expert.tracks.map((each) => labels.in('tracks', each)).join('、')],
    [t('reviews.employers'), expert.employers.map((each) => each.name).join('、')],
    [
      t('reviews.available'),
      [t(expert.available ? 'common.yes' : 'common.no'), expert.availability].filter(Boolean).join(' '),
    ],
    [t('reviews.openReviews'), String(expert.load)],
    [t('reviews.bio'), expert.bio ?? ''],
  ]
  return (
    <article>
      <header className="page-head">
        <h1>{expert.name}</h1>
      </header>
      <div className="facts">
        {facts.map(([label, value]) => (
          <div key={label} className="fact">
            <dl>
              <FieldWithSource label={label}>{value || null}</FieldWithSource>
            </dl>
          </div>
        ))}
      </div>
    </article>
  )
}

function Edit({ expert, etag }: { expert: Expert; etag: string | null }) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const { domains, tracks } = useCatalog()
  const save = useAct(expertRoutes.update)
  const [value, setValue] = useState({
    title: expert.title ?? '',
    employer: expert.employer ?? '',
    bio: expert.bio ?? '',
    domains: expert.domains,
    tracks: expert.tracks,
    employers: expert.employers,
    available: expert.available,
    availability: expert.availability ?? '',
  })
  const set = (change: Partial<typeof value>) => setValue({ ...value, ...change })
  const faults = fieldMessages(save.error)
  const option = (each: { key: string; zh: string; en: string }) => ({ value: each.key, label: name(each) })
  const text = (field: 'title' | 'employer' | 'availability', max: number) => (
    <Field label={t(`reviews.${field}`)} error={faults[field]}>
      {(control) => (
        <Input
          {...control}
          maxLength={max}
          value={value[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="stack wide-gap profile"
      onSubmit={(event) => {
        event.preventDefault()
        const { employers, ...rest } = value
        const body = {
          ...rest,
          title: rest.title.trim() || null,
          employer: rest.employer.trim() || null,
          bio: rest.bio.trim() || null,
          availability: rest.availability.trim() || null,
          employerIds: employers.map((each) => each.id),
        }
        save.mutate(
          { params: { id: expert.id }, body, etag },
          { onSuccess: () => void message.success(t('reviews.saved')) },
        )
      }}
    >
      <header className="page-head">
        <h1>{t('reviews.myProfile')}</h1>
      </header>
      <p className="quiet">{t('reviews.profileHint')}</p>
      <div className="grid-2">
        {text('title', 60)}
        {text('employer', 120)}
      </div>
      <ManyChoice
        label={t('reviews.domains')}
        options={domains.map(option)}
        value={value.domains}
        onChange={(next) => set({ domains: next })}
      />
      <ManyChoice
        label={t('reviews.tracks')}
        options={tracks.map(option)}
        value={value.tracks}
        onChange={(next) => set({ tracks: next })}
      />
      <Employers value={value.employers} onChange={(employers) => set({ employers })} />
      <div className="grid-2">
        <label className="check">
          <input
            type="checkbox"
            checked={value.available}
            onChange={(event) => set({ available: event.target.checked })}
          />
          {t('reviews.available')}
        </label>
        {text('availability', 300)}
      </div>
      <Field label={t('reviews.bio')} error={faults.bio}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={value.bio}
            onChange={(event) => set({ bio: event.target.value })}
          />
        )}
      </Field>
      <ProblemNote error={save.error} />
      <p>
        <button type="submit" className="button primary" disabled={save.isPending}>
          {t('common.save')}
        </button>
      </p>
    </form>
  )
}

type Named = Expert['employers'][number]

/** Organisations of the last three years, found by name. */
function Employers(props: { value: readonly Named[]; onChange: (value: Named[]) => void }) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const found = useCall(
    organisationRoutes.list,
    { query: { q: words.trim(), limit: 10 } as never },
    { enabled: words.trim().length > 1, keep: true },
  )
  const rest = (found.data?.items ?? []).filter((each) => !props.value.some((one) => one.id === each.id))
  return (
    <Field label={t('reviews.employers')} hint={t('reviews.employersHint')}>
      {({ status: _, ...control }) => (
        <div className="stack tight">
          {props.value.length > 0 ? (
            <ul className="chips inline">
              {props.value.map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    aria-label={t('form.removeRow', { name: each.name })}
                    onClick={() => props.onChange(props.value.filter((one) => one.id !== each.id))}
                  >
                    {each.name} <span aria-hidden="true">×</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <input
            {...control}
            type="search"
            className="input"
            placeholder={t('reviews.findOrganisation')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {words.trim().length > 1 ? (
            <ul>
              {rest.map((each) => (
                <li key={each.id} className="line">
                  <span className="grow">{each.name}</span>
                  <button
                    type="button"
                    className="button"
                    aria-label={`${t('reviews.add')} ${each.name}`}
                    onClick={() => {
                      props.onChange([...props.value, { id: each.id, name: each.name }])
                      setWords('')
                    }}
                  >
                    {t('reviews.add')}
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </Field>
  )
}
