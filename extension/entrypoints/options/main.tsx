import { render } from 'preact';
import { OptionsApp } from '../../options/app';
import '../../card/tokens.css';
import '../../own-page/page.css';
import '../../options/options.css';

render(<OptionsApp />, document.getElementById('app') as HTMLElement);
