import { Button, Input } from 'antd'
import { useState } from 'react'
import { type Comment, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { fieldName } from './form/labels.ts'

/** Comments on fields and the discussion, in one reading. */
export function useComments(id: string, enabled: boolean) {
  return useCall(scenarioRoutes.comments, { params: { id }, query: { limit: 200 } }, { enabled })
}

export function CommentEntry(props: { comment: Comment; scenarioId: string; mayResolve: boolean }) {
  const { t } = useText()
  const { comment } = props
  const resolve = useAct(scenarioRoutes.resolveComment)
  return (
    <article className="entry" data-resolved={comment.resolvedAt ? '' : undefined}>
      <p className="quiet">
        <strong>{comment.author.name}</strong> {comment.organisation?.name} <DateText value={comment.at} time />
      </p>
      <p className="prose">{comment.text}</p>
      {comment.resolvedAt ? <p className="tone-pine">✓ {t('scenario.resolved')}</p> : null}
      {props.mayResolve && comment.path !== null && !comment.resolvedAt ? (
        <button
          type="button"
          className="link"
          disabled={resolve.isPending}
          onClick={() => resolve.mutate({ params: { id: props.scenarioId, commentId: comment.id }, body: {} })}
        >
          {t('scenario.resolve')}
        </button>
      ) : null}
      <ProblemNote error={resolve.error} />
    </article>
  )
}

/** A few lines and a button; what is typed stays until it is taken. */
export function SayBox(props: { scenarioId: string; path: string | null; label: string; onDone?: () => void }) {
  const { t } = useText()
  const [text, setText] = useState('')
  const add = useAct(scenarioRoutes.addComment)
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate(
          { params: { id: props.scenarioId }, body: { path: props.path, text } },
          {
            onSuccess: () => {
              setText('')
              props.onDone?.()
            },
          },
        )
      }}
    >
      <Input.TextArea
        aria-label={props.label}
        placeholder={props.label}
        autoFocus={props.path !== null}
        maxLength={4000}
        autoSize={{ minRows: 2, maxRows: 10 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ProblemNote error={add.error} />
      <div>
        <Button htmlType="submit" loading={add.isPending} disabled={text.trim() === ''}>
          {t('scenario.send')}
        </Button>
      </div>
    </form>
  )
}

/** Under one field: what was said about it, and a way to say more. */
export function FieldTalk(props: { scenarioId: string; path: string; comments: readonly Comment[]; maySay: boolean }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const key = fieldName(props.path)
  const name = key ? t(key) : props.path
  const here = props.comments.filter((comment) => comment.path?.split(/[./[]/)[0] === props.path)
  const label = t('scenario.commentOn', { name })
  return (
    <div className="field-talk">
      {here.map((comment) => (
        <CommentEntry key={comment.id} comment={comment} scenarioId={props.scenarioId} mayResolve={props.maySay} />
      ))}
      {props.maySay && !open ? (
        <button type="button" className="link say" aria-label={label} onClick={() => setOpen(true)}>
          {t('scenario.comment')}
        </button>
      ) : null}
      {open ? (
        <SayBox scenarioId={props.scenarioId} path={props.path} label={label} onDone={() => setOpen(false)} />
      ) : null}
    </div>
  )
}

export function Discussion(props: { scenarioId: string; comments: readonly Comment[]; maySay: boolean }) {
  const { t } = useText()
  const general = props.comments.filter((comment) => comment.path === null)
  return (
    <section className="panel">
      <h2>{t('scenario.discussion')}</h2>
      {general.length === 0 ? <p className="quiet">{t('scenario.discussionEmpty')}</p> : null}
      {general.map((comment) => (
        <CommentEntry key={comment.id} comment={comment} scenarioId={props.scenarioId} mayResolve={false} />
      ))}
      {props.maySay ? <SayBox scenarioId={props.scenarioId} path={null} label={t('scenario.say')} /> : null}
    </section>
  )
}
