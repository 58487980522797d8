# Two agents, one project, and one issue per message, received as incoming mail.
Redmine::DefaultData::Loader.load('en')
Setting['host_name'] = "#{ENV['SRV_HOST']}:#{ENV['REDMINE_PORT']}"
Setting['notified_events'] = []
Setting['autologin'] = '0'
Setting['default_language'] = 'en'
Setting['user_format'] = 'firstname_lastname'
Setting['issue_list_default_columns'] = %w[tracker status subject author assigned_to updated_on]

def person(login, first, last, mail, language, password)
  user = User.new(firstname: first, lastname: last, mail: mail, language: language, mail_notification: 'none')
  user.login = login
  user.password = user.password_confirmation = password
  user.save!
  user.pref.update!(hide_mail: false)
  user
end

admin = User.find_by(login: 'admin')
admin.update!(must_change_passwd: false, mail_notification: 'none')
project = Project.create!(name: 'Support', identifier: 'support', is_public: true,
                          enabled_module_names: %w[issue_tracking], trackers: Tracker.all)
# Where many desks keep the customer: a field of the issue.
field = IssueCustomField.create!(name: 'Customer email', field_format: 'string', is_for_all: true, trackers: Tracker.all)
manager = Role.find_by(name: 'Manager') || Role.givable.first
[[ENV['AGENT_USER'], 'en', 'Support'], [ENV['AGENT_FA_USER'], 'fa', 'Persian']].each do |login, language, first|
  user = person(login, first, 'Agent', "#{login}@#{ENV['MAIL_DOMAIN']}", language, ENV['AGENT_PASS'])
  Member.create!(project: project, principal: user, roles: [manager])
end

Dir["#{ENV['SEED']}/*.eml"].sort.each do |file|
  got = MailHandler.receive(File.binread(file), issue: { project: 'support' }, unknown_user: 'create',
                            no_permission_check: '1', no_account_notice: '1', no_notification: '1')
  raise "#{file} was refused" unless got
  if got.is_a?(Issue)
    got.reload.init_journal(admin).notify = false
    got.custom_field_values = { field.id => got.author.mail }
    got.save!
    got.journals.destroy_all
  end
  puts "#{File.basename(file)} -> #{got.class} #{got.id}"
end
# An issue that somebody of the desk wrote down, with nobody's address: of whom it speaks, only its text knows.
agent = User.find_by(login: ENV['AGENT_USER'])
noted = Issue.create!(project: project, tracker: project.trackers.first, author: agent, priority: IssuePriority.default || IssuePriority.first,
                      subject: 'Call back about the invoice', description: 'John Smith <john.smith@example.com> rang; reza.karimi@tehran-shop.test too.')
puts "without an address -> Issue #{noted.id}"
# Addresses show on the writers' profile pages only, and only when they are not hidden.
User.where.not(id: admin.id).where(type: 'User').each { |u| u.pref.update!(hide_mail: false) }
