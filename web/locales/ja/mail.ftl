# アカウントに関するメール。

mail-hello = お客様
mail-hello-name = { $name } 様
mail-ignore = お心当たりがない場合は、何もなさらなくて結構です。ご不安な場合はお問い合わせください。
mail-verify-subject = メールアドレスの確認
mail-verify-text = このアドレスでOutpostのアカウントが作成されました。ご本人の場合は、2日以内に確認をお願いします。確認されるまで、ログインはできません。
mail-verify-link = アドレスを確認する
mail-known-subject = すでにアカウントをお持ちです
mail-known-text = このアドレスでアカウントの作成が試みられましたが、すでにアカウントがあります。変更はされていません。ログインするか、パスワードを再設定してください。
mail-known-link = ログイン
mail-reset-subject = パスワードの再設定
mail-reset-text = Outpostのアカウントのパスワード再設定が申し込まれました。リンクは15分間、1回だけ有効です。
mail-reset-link = パスワードを設定する
mail-password-subject = パスワードが変更されました
mail-password-text = Outpostのアカウントのパスワードが変更され、ほかの端末はすべてログアウトしました。お心当たりがない場合は、すぐに再設定してください。
mail-password-link = パスワードを再設定する
mail-change-subject = 新しいメールアドレスの確認
mail-change-text = Outpostのアカウントのメールアドレスがこのアドレスに変更されます。1時間以内に確認をお願いします。
mail-asked-subject = メールアドレスの変更が申し込まれました
mail-asked-text = パスワードを知っている方から、Outpostのアカウントのメールアドレス変更が申し込まれました。お心当たりがない場合は、すぐにパスワードを再設定してください。
mail-device-subject = 新しいブラウザーからのログイン
mail-device-text = これまでにないブラウザーから、Outpostのアカウントにログインがありました。
