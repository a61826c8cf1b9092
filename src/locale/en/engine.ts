/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  cancelled: { message: 'Stopped.', next: 'Run it again when you like.' },
  unexpected: {
    message: 'Something went wrong that Ebb did not expect.',
    next: 'Try again; if it comes back, save the notebook and reload the page.',
  },
};

/** Other sentences of this area. */
export const words = {};
