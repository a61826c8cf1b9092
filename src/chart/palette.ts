/** Series colours, told apart with every kind of colour vision; the test computes it. The first is tide blue, the second coral, "left". */
export const palette = {
  light: ['#0f6f92', '#c8472f', '#dfa83b', '#432f7b', '#8bc5a9', '#8b8a95'],
  dark: ['#5bb8d8', '#f08a73', '#f3dc8c', '#a77ae2', '#297659', '#7b8c9b'],
} as const;

/** From little to much, in tide blue, for heatmaps. */
export const ramp = {
  light: ['#eef6f9', '#cfe5ee', '#9cc9da', '#5ea3bd', '#2a7f9f', '#0a5673'],
  dark: ['#1b2a33', '#1d3f4d', '#20596d', '#2d7d98', '#4ba6c6', '#8bd0e8'],
} as const;

/** From one pole to the other through neutral. */
export const diverging = {
  light: ['#a5341f', '#dd8b79', '#eef1f3', '#6fb0c8', '#0a5673'],
  dark: ['#f08a73', '#8f4a3d', '#26333c', '#2d7d98', '#8bd0e8'],
} as const;
