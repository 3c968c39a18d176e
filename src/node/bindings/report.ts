/** internalBinding('report'): src/node_report_module.cc. Settings are kept; no report is written. */
import type { BindingFactory } from '../thread/thread.ts';

export const report: BindingFactory = ({ skeleton }) => {
  const settings: Record<string, unknown> = {
    Compact: false,
    ExcludeNetwork: false,
    ExcludeEnv: false,
    Directory: '',
    Filename: '',
    Signal: 'SIGUSR2',
    ReportOnFatalError: false,
    ReportOnSignal: false,
    ReportOnUncaughtException: false,
  };
  const binding = skeleton('report');
  for (const name of Object.keys(settings)) {
    const getter = name.startsWith('Report') ? `should${name}` : `get${name}`;
    binding[getter] = () => settings[name];
    binding[`set${name}`] = (value: unknown) => {
      settings[name] = value;
    };
  }
  return binding;
};
