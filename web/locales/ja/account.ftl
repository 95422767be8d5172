# アカウント：登録、ログイン、マイページ。

account-parts = マイアカウント
account-orders = 注文履歴
account-addresses = お届け先
account-profile = プロフィール
account-security = ログインとセキュリティ
account-log-out = ログアウト
account-save = 保存する
account-name = お名前
account-name-long = お名前は80文字以内で入力してください。
account-password = パスワード
account-new-password = 新しいパスワード
account-present-password = 現在のパスワード
account-hello = おかえりなさい
account-hello-name = { $name }さん、おかえりなさい
account-notice-verified = メールアドレスを確認しました。ログインできます。
account-notice-email = メールアドレスを変更しました。今後は新しいアドレスでログインしてください。
account-notice-email-requested = 新しいアドレスに確認用のリンクを送りました。リンクを開くと変更されます。
account-notice-password = 新しいパスワードを設定しました。ほかの端末はすべてログアウトしました。
account-notice-profile = プロフィールを保存しました。
account-notice-address = 住所を保存しました。
account-notice-address-deleted = 住所を削除しました。
account-notice-sessions = ログアウトしました。
account-notice-logged-out = ログアウトしました。
account-notice-deleted = アカウントを削除しました。
account-notice-orders = ゲストとしてのご注文をこの一覧に加えました。
account-unavailable = ただいま処理できません
account-unavailable-text = アカウント情報に接続できません。二重に変更されることも、失われることもありません。もう一度お試しください。

login-heading = ログイン
login-submit = ログインする
login-forgot = パスワードをお忘れですか？
login-new = 初めてのご利用ですか？
login-new-text = アカウントがあれば、どの端末からでも注文履歴を確認でき、住所の再入力も不要です。アカウントなしでもご購入いただけます。
login-wrong = メールアドレスまたはパスワードが違います
login-wrong-text = ご確認のうえ、もう一度お試しください。パスワードの再設定もできます。
login-blocked = パスワードの間違いが続いたため、{ $shown }分後にもう一度お試しください
login-blocked-text = 第三者による推測からアカウントを守るための制限です。パスワードの再設定はすぐにできます。

register-heading = アカウントを作成
register-submit = アカウントを作成する
register-text = メールアドレス確認用のリンクをお送りします。同じアドレスでの以前のご注文もアカウントに加わります。
register-order-text = パスワードを決めるだけで、このご注文をアカウントに保存できます。
register-known = すでにアカウントをお持ちですか？
password-hint = { $shown }文字以上。いくつかの単語をつなげると安全です。
password-missing = パスワードを入力してください。
password-short = { $shown }文字以上にしてください。
password-long = { $shown }文字以内にしてください。
password-common = このパスワードはよく使われるもので、最初に試されます。別のものにしてください。
password-guessable = メールアドレスやショップ名とは異なるパスワードにしてください。
password-wrong = 現在のパスワードと一致しません。

mail-sent-heading = メールをご確認ください
mail-sent-registered = メールをお送りしました。記載のリンクでアドレスを確認すると、ログインできます。
mail-sent-reset = このアドレスのアカウントがある場合は、メールをお送りしました。リンクは15分間有効です。
mail-sent-nothing = 届かない場合は、迷惑メールフォルダーとアドレスをご確認ください。
mail-sent-again = アドレスを入力し直す

confirm-heading = メールアドレスの確認
confirm-text = ボタンを押すと、アカウントが有効になります。
confirm-change-heading = 新しいメールアドレスの確認
confirm-change-text = ボタンを押すと、アカウントのアドレスが変更されます。
confirm-submit = 確認する
link-expired = このリンクは無効になりました
link-expired-verify = 期限が切れています。もう一度アカウントを作成すると、新しいリンクをお送りします。
link-expired-change = 期限が切れています。ログインして、もう一度変更をお申し込みください。
link-expired-reset = パスワード再設定のリンクは15分間、1回だけ有効です。もう一度お申し込みください。
link-used = このリンクは使用済みです
link-used-text = メールアドレスは確認済みです。ログインできます。
link-taken = このアドレスにはすでにアカウントがあります
link-taken-text = そのアカウントでログインするか、パスワードを再設定してください。

forgot-heading = パスワードの再設定
forgot-text = アカウントのメールアドレスを入力してください。リンクをお送りします。
forgot-submit = リンクを送る
reset-heading = 新しいパスワードを決める
reset-text = すべての端末でログアウトします。新しいパスワードでログインしてください。
reset-submit = パスワードを設定する

orders-none = ご注文はまだありません。
orders-shop = ショップへ
orders-older = 以前のご注文
orders-more = ほか{ $shown }点

addresses-none = お届け先はまだ登録されていません。
addresses-add = お届け先を追加
addresses-change = お届け先を変更
addresses-delete = 削除
addresses-default = 既定のお届け先
addresses-make-default = 通常はこのお届け先を使う
addresses-back = お届け先の一覧へ

profile-language = メールの国と言語
data-heading = お客様のデータ
data-text = 保存されているお客様のデータは、いつでもダウンロードできます。
data-export = データをダウンロード
deletion-heading = アカウントを削除
deletion-goes = お名前、メールアドレス、お届け先、パスワードはすぐに削除され、すべての端末でログアウトします。元に戻すことはできません。
deletion-stays = ご注文と請求書は、法律で定められた期間保存されます。
deletion-submit = アカウントを完全に削除する
deletion-keep = 削除しない

security-password = パスワードを変更
security-password-text = ほかの端末はすべてログアウトします。
security-email = メールアドレスを変更
security-email-text = 現在のアドレスは{ $email }です。新しいアドレスにリンクを送り、現在のアドレスにもお知らせします。
security-new-email = 新しいメールアドレス
security-sessions = ログイン中の端末
security-this = このブラウザー
security-unknown-device = 不明なブラウザー
security-used = 最終利用
security-since = ログイン
security-end = ログアウト
security-end-others = ほかの端末をすべてログアウト
security-end-all = すべての端末でログアウト

mailbox-heading = メールボックス
mailbox-text = このショップのメール一覧です。開発環境ではメールは送信されず、このページだけで確認できます。
mailbox-none = メールはまだありません。
mailbox-html = HTML
mailbox-plain = テキスト
mailbox-source = ソース
