import { render } from 'preact';
import { PopupApp } from '../../popup/app';
import '../../card/tokens.css';
import '../../card/card.css';
import '../../own-page/page.css';
import '../../popup/popup.css';

render(<PopupApp />, document.getElementById('app') as HTMLElement);
