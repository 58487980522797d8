import { render } from 'preact';
import { PanelApp } from '../../panel/app';
import '../../card/tokens.css';
import '../../card/card.css';
import '../../own-page/page.css';
import '../../popup/popup.css';
import '../../panel/panel.css';

render(<PanelApp />, document.getElementById('app') as HTMLElement);
