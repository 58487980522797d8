/** What the approval page calls this device. */
export function deviceName(): string {
  const agent = navigator.userAgent;
  const program = /Firefox\//.test(agent) ? 'Firefox' : /Edg\//.test(agent) ? 'Edge' : 'Chromium';
  const system = /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Android/.test(agent) ? 'Android' : 'Linux';
  return `${program}, ${system}`;
}
