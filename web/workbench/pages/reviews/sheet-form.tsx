import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Review, type RubricCriterion, reviewRoutes } from '../../../../contracts/reviews.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { createAutosave } from '../../../ui/client/autosave.ts'
import { keyOf } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { SaveNote } from '../../shell/save-note.tsx'
import { percent } from '../calls/criteria.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { scoreOf, sheetOf, sheetPort, totalOf, unscored } from './sheet.ts'

/** Criteria with their scores, kept by themselves; submitting waits until every criterion has one. */
export function SheetForm({ review, etag }: { review: Review; etag: string | null }) {
  const { t } = useText()
  const queries = useQueryClient()
  const [submitting, setSubmitting] = useState(false)
  const [autosave] = useState(() =>
    createAutosave({
      port: sheetPort(review),
      initial: { value: sheetOf(review), etag },
      store: sessionStorage,
      storeKey: `review:${review.id}`,
      waitMs: 800,
    }),
  )
  useEffect(
    () => () => {
      autosave.stop()
      // What was saved here is newer than what was read when the page opened.
      void queries.invalidateQueries({ queryKey: keyOf(reviewRoutes.get) })
    },
    [autosave, queries],
  )
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)
  const { scores, commentOwner, commentOffice } = form.value
  const missing = unscored(review.criteria, scores)
  const total = totalOf(review.criteria, scores)

  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('reviews.sheet')}</h2>
        <SaveNote form={form} />
      </header>
      {form.conflicts.length > 0 ? (
        <div className="note note-wait stack tight">
          <p>{t('form.statusConflict')}</p>
          <div className="row">
            {(['mine', 'theirs'] as const).map((side) => (
              <button
                key={side}
                type="button"
                className="button"
                onClick={() => autosave.choose(Object.fromEntries(form.conflicts.map((each) => [each.field, side])))}
              >
                {t(side === 'mine' ? 'form.keepMine' : 'form.keepTheirs')}
              </button>
            ))}
          </div>
        </div>
      ) : null}
      {form.status === 'refused' ? <ProblemNote error={form.problem} /> : null}
      {review.criteria.map((each) => (
        <Score
          key={each.key}
          criterion={each}
          typed={scores[each.key] ?? ''}
          onType={(typed) => autosave.set({ scores: { ...autosave.get().value.scores, [each.key]: typed } })}
        />
      ))}
      <p className="desk-total" aria-live="polite">
        {t('reviews.total')} <strong className="figures">{total === null ? '—' : total.toFixed(2)}</strong>
      </p>
      <Field label={t('reviews.commentOwner')} hint={t('reviews.commentOwnerHint')}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={commentOwner}
            onChange={(event) => autosave.set({ commentOwner: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('reviews.commentOffice')} hint={t('reviews.commentOfficeHint')}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 12 }}
            value={commentOffice}
            onChange={(event) => autosave.set({ commentOffice: event.target.value })}
          />
        )}
      </Field>
      <p className="row wrap">
        <button
          type="button"
          className="button primary"
          disabled={missing > 0}
          onClick={async () => {
            if (await autosave.flush()) setSubmitting(true)
          }}
        >
          {t('reviews.submit')}
        </button>
        {missing > 0 ? <span className="quiet">{t('reviews.submitMissing', { count: missing })}</span> : null}
      </p>
      {submitting ? (
        <ReviewDialog
          action="submit"
          review={{ ...review, total }}
          etag={form.saved.etag}
          onClose={() => setSubmitting(false)}
        />
      ) : null}
    </section>
  )
}

function Score(props: { criterion: RubricCriterion; typed: string; onType: (typed: string) => void }) {
  const { t } = useText()
  const { criterion, typed } = props
  const wrong = scoreOf(criterion, typed) === undefined
  return (
    <div className="score">
      <Field
        label={criterion.title}
        hint={criterion.description || undefined}
        error={wrong ? t('reviews.outOf', { max: criterion.max }) : undefined}
        aside={<span className="quiet figures">{percent(criterion.weight)}</span>}
      >
        {({ status, ...control }) => (
          <span className="row score-row">
            <input
              {...control}
              className="input figures"
              data-status={status}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={typed}
              onChange={(event) => props.onType(event.target.value)}
            />
            <span className="quiet figures">{t('reviews.outOf', { max: criterion.max })}</span>
          </span>
        )}
      </Field>
    </div>
  )
}

/** A sheet that can no longer be changed. */
export function ReadSheet({ review, note }: { review: Review; note: string }) {
  const { t } = useText()
  const { sheet } = review
  return (
    <section className="panel">
      <h2>{t('reviews.sheet')}</h2>
      <p className="quiet">{note}</p>
      {sheet ? (
        <>
          <ul>
            {review.criteria.map((each) => (
              <li key={each.key} className="line">
                <span className="grow">{each.title}</span>
                <span className="figures">
                  {sheet.scores[each.key] ?? '—'} / {each.max}
                </span>
              </li>
            ))}
          </ul>
          <p className="desk-total">
            {t('reviews.total')} <strong className="figures">{sheet.total?.toFixed(2) ?? '—'}</strong>
          </p>
          {sheet.commentOwner ? (
            <p className="prose">
              <span className="quiet">{t('reviews.forOwner')}</span> {sheet.commentOwner}
            </p>
          ) : null}
          {sheet.commentOffice ? (
            <p className="prose">
              <span className="quiet">{t('reviews.forOffice')}</span> {sheet.commentOffice}
            </p>
          ) : null}
        </>
      ) : null}
    </section>
  )
}
