import type { Route } from '../route.ts';

const common = ['task-not-found', 'task-closed', 'paused', 'finished', 'conflict', 'too-large'] as const;

export const taskRoutes = [
  {
    operationId: 'listTasks',
    method: 'GET',
    path: '/tasks',
    tag: 'Tasks',
    summary: 'List open tasks, soonest due first',
    description:
      "An inbox: of a person, of a team, of a role, or of them together; without any of these, the caller's own. " +
      'It may lag behind by moments, and a page may hold less than its limit; the last has a null `cursor`.',
    status: 200,
    problems: ['invalid-cursor', 'actor-required'],
  },
  {
    operationId: 'getTask',
    method: 'GET',
    path: '/tasks/{task}',
    tag: 'Tasks',
    summary: 'Read a task, with the forms that complete it',
    status: 200,
    problems: ['task-not-found'],
  },
  {
    operationId: 'claimTask',
    method: 'POST',
    path: '/tasks/{task}/claim',
    tag: 'Tasks',
    summary: 'Take a task that nobody has',
    description: 'The body may be left out.',
    status: 200,
    problems: [...common, 'actor-required', 'role-missing', 'task-taken'],
  },
  {
    operationId: 'releaseTask',
    method: 'POST',
    path: '/tasks/{task}/release',
    tag: 'Tasks',
    summary: 'Give a task back',
    description: 'The body may be left out.',
    status: 200,
    problems: [...common, 'actor-required', 'task-taken', 'task-free'],
  },
  {
    operationId: 'assignTask',
    method: 'POST',
    path: '/tasks/{task}/assign',
    tag: 'Tasks',
    summary: 'Give a task to a person, whoever has it',
    status: 200,
    problems: [...common, 'role-missing'],
  },
  {
    operationId: 'completeTask',
    method: 'POST',
    path: '/tasks/{task}/complete',
    tag: 'Tasks',
    summary: 'Complete a task',
    description:
      "Sends one of the events in `forms` to the instance, for a task that is the caller's or nobody's.",
    status: 200,
    problems: [
      ...common,
      'actor-required',
      'role-missing',
      'task-taken',
      'task-mismatch',
      'event-not-accepted',
      'invalid-event',
      'reserved-event',
      'event-failed',
    ],
  },
] as const satisfies readonly Route[];
