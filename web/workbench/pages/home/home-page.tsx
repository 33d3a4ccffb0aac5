import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Todo, todoRoutes } from '../../../../contracts/desk.ts'
import { type MachineName, machines } from '../../../../engines/lifecycle/index.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { holds, isMember, useMe } from '../../session/me.ts'
import { Due, State, useActionName } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { bySection, forward, pageOf, type Section, typeNames } from './sections.ts'

const sectionNames: Record<Section, MessageKey> = {
  overdue: 'home.overdue',
  soon: 'home.soon',
  open: 'home.open',
}
/** 待办: whose turn it is — mine. Overdue first, then what is due soon. */
export function HomePage() {
  const { t } = useText()
  const [type, setType] = useState('')
  const todos = useCall(todoRoutes.list, { query: { limit: 200 } }, { refetchInterval: 60_000 })
  const items = todos.data?.items ?? []
  const types = [...new Set(items.map((todo) => todo.subject.type))]
  const shown = type ? items.filter((todo) => todo.subject.type === type) : items

  return (
    <>
      <header className="page-head">
        <h1>{t('home.title')}</h1>
        {types.length > 1 ? (
          <div className="row wrap">
            {['', ...types].map((one) => (
              <button
                key={one}
                type="button"
                className="button"
                aria-pressed={type === one}
                onClick={() => setType(one)}
              >
                {one === '' ? t('home.filterAll') : typeNames[one] ? t(typeNames[one]) : one}
                <span className="count">
                  {one === '' ? items.length : items.filter((todo) => todo.subject.type === one).length}
                </span>
              </button>
            ))}
          </div>
        ) : null}
      </header>
      <ProblemNote error={todos.error} retry={todos.refetch} />
      {todos.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      {todos.data && items.length === 0 ? <NothingToDo /> : null}
      {bySection(shown, new Date()).map(({ section, todos: some }) => (
        <section key={section} className="todos">
          <h2 className={section === 'overdue' ? 'tone-tile' : undefined}>
            {t(sectionNames[section])} <span className="quiet figures">{some.length}</span>
          </h2>
          <ul>
            {some.map((todo) => (
              <TodoRow key={todo.subject.type + todo.subject.id} todo={todo} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function TodoRow({ todo }: { todo: Todo }) {
  const { t } = useText()
  const actionName = useActionName()
  const { subject } = todo
  const machine = subject.type in machines ? (subject.type as MachineName) : null
  const [before, after] = t('home.since', { date: '\u0000' }).split('\u0000')
  return (
    <li className="todo">
      <span className="quiet todo-type">{typeNames[subject.type] ? t(typeNames[subject.type] as MessageKey) : ''}</span>
      <span className="todo-title">
        <Link to={pageOf(subject)} data-row-link>
          {subject.title}
        </Link>
        {subject.code ? <span className="quiet"> {subject.code}</span> : null}
      </span>
      <span>{machine ? <State machine={machine} state={todo.state} /> : todo.state}</span>
      <span className="quiet">
        {/* Whom a delivery names answers it on the capability's page; the capability itself waits for nothing. */}
        {machine === 'capability' && todo.holder === 'other_side' ? t('capabilities.confirmProof') : null}
        {machine
          ? forward(todo.actions)
              .slice(0, 3)
              .map((action) => actionName(machine, action))
              .join(' / ')
          : ''}
      </span>
      <span className="todo-due">
        {todo.dueAt ? (
          <Due at={todo.dueAt} />
        ) : (
          <span className="quiet">
            {before}
            <DateText value={todo.since} />
            {after}
          </span>
        )}
      </span>
    </li>
  )
}

function NothingToDo() {
  const { t } = useText()
  const me = useMe()
  const operates = holds(me, 'operator', 'district_operator')
  const kind = me.organisation?.kind
  const member = isMember(me)
  const owns = member && (kind === 'government' || kind === 'state_firm')
  const reviews = holds(me, 'expert')
  const sentence: MessageKey = operates
    ? 'home.emptyOperator'
    : reviews
      ? 'home.emptyExpert'
      : member
        ? owns
          ? 'home.emptyOwner'
          : 'home.emptyProvider'
        : 'home.emptyOther'
  return (
    <EmptyState
      title={t('home.emptyTitle')}
      action={
        operates ? (
          <Link to="/scenarios" search={{ overdue: 'true' }} className="button">
            {t('home.seeOverdue')}
          </Link>
        ) : reviews ? (
          <Link to="/reviews" className="button">
            {t('reviews.myReviews')}
          </Link>
        ) : owns ? (
          <Link to="/scenarios/new" className="button primary">
            {t('shell.newScenario')}
          </Link>
        ) : member ? (
          <Link to="/scenarios" search={{ state: 'published' }} className="button">
            {t('home.seeScenarios')}
          </Link>
        ) : me.roles.length === 0 ? (
          <Link to="/join" className="button primary">
            {t('shell.join')}
          </Link>
        ) : undefined
      }
    >
      {t(sentence)}
    </EmptyState>
  )
}
