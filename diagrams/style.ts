/** The look of a drawing, by daylight and in the dark. */
export const style = `
    text { fill: #1b2733; font-size: 12px }
    .page { fill: #ffffff }
    .heading { font-size: 20px; font-weight: 600 }
    .title { font-size: 14px; font-weight: 600 }
    .note { fill: #3c4a59 }
    .way { fill: #27425f }
    .state { fill: #f3f6fa; stroke: #4a5b70; stroke-width: 1.5 }
    .whole { fill: none; stroke: #4a5b70; stroke-width: 1.5 }
    .region { fill: none; stroke: #7a8797; stroke-width: 1.2; stroke-dasharray: 6 4 }
    .task { fill: #fdf3e1; stroke: #96691a; stroke-width: 1.5 }
    .end { fill: #e4efe6; stroke: #3f6b4a; stroke-width: 1.5 }
    .stands { stroke: #1d5fa8; stroke-width: 3.5; stroke-dasharray: none }
    .rule { stroke: #4a5b70; stroke-opacity: .35 }
    .dot { fill: #4a5b70 }
    .anywhere { fill: none; stroke: #7a8797; stroke-dasharray: 2 3 }
    .line { fill: none; stroke: #5f7085; stroke-width: 1.5 }
    .head { fill: #5f7085 }
    .band { fill: #f3f6fa }
    .behind { fill: #ffffff }
    .over { paint-order: stroke; stroke: #f3f6fa; stroke-width: 4px; stroke-linejoin: round }
    .sign { fill: none; stroke: #4a5b70; stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round }
    .sign-event { stroke: #1d5fa8 }
    .sign-delay { stroke: #96691a }
    .sign-done, .sign-ended, .sign-final { stroke: #3f6b4a }
    .sign-failed { stroke: #a8322a }
    .sign-person { stroke: #96691a }
    @media (prefers-color-scheme: dark) {
      text { fill: #e8eef5 }
      .page { fill: #11161c }
      .note { fill: #bcc8d5 }
      .way { fill: #c5d8ec }
      .state { fill: #1c2530; stroke: #93a5ba }
      .whole { stroke: #93a5ba }
      .region { stroke: #8a97a6 }
      .task { fill: #2d2413; stroke: #d9ab58 }
      .end { fill: #19281e; stroke: #83b790 }
      .stands { stroke: #7db4f0 }
      .rule { stroke: #93a5ba }
      .dot { fill: #93a5ba }
      .anywhere { stroke: #8a97a6 }
      .line { stroke: #8698ad }
      .head { fill: #8698ad }
      .band { fill: #1c2530 }
      .behind { fill: #11161c }
      .over { stroke: #1c2530 }
      .sign { stroke: #93a5ba }
      .sign-event { stroke: #7db4f0 }
      .sign-delay, .sign-person { stroke: #d9ab58 }
      .sign-done, .sign-ended, .sign-final { stroke: #83b790 }
      .sign-failed { stroke: #f08c83 }
    }
  `;
